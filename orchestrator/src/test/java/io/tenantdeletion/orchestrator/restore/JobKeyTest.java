package io.tenantdeletion.orchestrator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.JobId;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobKeyTest {

    private final JobId job = new JobId(UUID.randomUUID());
    private final JobKey key = new JobKey(job, new byte[32]);

    @Test
    void derivesAsTheStandardDoes() {
        byte[] secret = new byte[22];
        Arrays.fill(secret, (byte) 0x0b);

        // RFC 5869, A.3: neither salt nor info.
        assertThat(HexFormat.of().formatHex(JobKey.derived(secret, new byte[0])))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }

    @Test
    void everyServiceAndEveryJobHasAKeyOfItsOwn() {
        assertThat(Base64.getUrlDecoder().decode(key.of("orders"))).hasSize(32);
        assertThat(key.of("orders")).isEqualTo(key.of("orders")).isNotEqualTo(key.of("pos"));
        assertThat(new JobKey(new JobId(UUID.randomUUID()), new byte[32]).of("orders"))
                .isNotEqualTo(key.of("orders"));
    }

    @Test
    void tellsNothingOfItselfToALog() {
        assertThat(key).hasToString("key of job " + job);
    }
}
