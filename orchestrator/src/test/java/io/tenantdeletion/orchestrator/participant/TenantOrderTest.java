package io.tenantdeletion.orchestrator.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.TenantId;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of PostgreSQL's type uuid, which is that of the text. */
class TenantOrderTest {

    private static final int SAMPLES = 1000;

    private final Random random = new Random(1);

    @Test
    void isTheOrderOfTheText() {
        for (int index = 0; index < SAMPLES; index++) {
            TenantId one = new TenantId(new UUID(random.nextLong(), random.nextLong()));
            TenantId other = new TenantId(new UUID(random.nextLong(), random.nextLong()));

            assertThat(Integer.signum(TenantOrder.compare(one, other)))
                    .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000001, 00000000-0000-0000-0000-000000000000",
        "00000000-0000-0001-0000-000000000000, 00000000-0000-0000-ffff-ffffffffffff",
        "80000000-0000-0000-0000-000000000000, 7fffffff-ffff-ffff-ffff-ffffffffffff",
        "11111111-1111-4111-8000-000000000000, 11111111-1111-4111-7fff-ffffffffffff",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, ffffffff-ffff-ffff-ffff-fffffffffffe"
    })
    void knowsTheIdBefore(String id, String before) {
        assertThat(TenantOrder.before(TenantId.fromString(id))).contains(TenantId.fromString(before));
    }

    @Test
    void nothingIsBeforeTheFirst() {
        assertThat(TenantOrder.before(new TenantId(new UUID(0, 0)))).isEmpty();
    }
}
