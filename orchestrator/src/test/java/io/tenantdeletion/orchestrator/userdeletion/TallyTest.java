package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.userdeletion.Settled.Fate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void nothingFoundIsComplete() {
        assertThat(tally.found()).isFalse();
        assertThat(tally.clean()).isTrue();
        assertThat(tally.answer("tenants").status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void whatWentWellIsComplete() {
        tally.add(Settled.as(Fate.DELETED));
        tally.add(Settled.as(Fate.TRANSFERRED));
        tally.add(Settled.as(Fate.NOTHING));

        assertThat(tally.found()).isTrue();
        assertThat(tally.answer("tenants").status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void ofManyFailuresTheFirstAreKept() {
        for (int index = 0; index < 23; index++) {
            tally.add(Settled.failed(new TenantId(new UUID(0, index)), FailureKind.REFUSED, "no"));
        }

        StepAnswer answer = tally.answer("tenants");

        assertThat(tally.clean()).isFalse();
        assertThat(answer.status()).isEqualTo(StepStatus.FAILED);
        assertThat(answer.errors())
                .hasSize(21)
                .startsWith("refused: tenant 00000000-0000-0000-0000-000000000000: no")
                .endsWith("and 3 more");
    }

    @Test
    void aStopIsNoEnd() {
        tally.add(Settled.failed(new TenantId(UUID.randomUUID()), FailureKind.REFUSED, "no"));
        tally.add(Settled.as(Fate.STOPPED));

        assertThat(tally.clean()).isFalse();
        assertThat(tally.answer("tenants").status()).isEqualTo(StepStatus.IN_PROGRESS);
    }
}
