package io.tenantdeletion.orchestrator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.job.RestoreConfig;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MasterKeysTest {

    private static final String ONE = master(1);
    private static final String TWO = master(2);

    private final JobId job = new JobId(UUID.randomUUID());

    @Test
    void unwrapsWhatItHasWrappedAndNothingElse() {
        MasterKeys keys = keys(ONE);
        byte[] key = keys.random();
        byte[] wrapped = keys.wrap(job, key);

        assertThat(keys.unwrap(job, keys.current(), wrapped)).hasValue(key);
        assertThat(keys.unwrap(new JobId(UUID.randomUUID()), keys.current(), wrapped))
                .isEmpty();
        wrapped[20] ^= 1;
        assertThat(keys.unwrap(job, keys.current(), wrapped)).isEmpty();
    }

    @Test
    void aKeyOfBeforeStillUnwraps() {
        MasterKeys before = keys(ONE);
        byte[] key = before.random();
        byte[] wrapped = before.wrap(job, key);

        assertThat(keys(TWO, ONE).unwrap(job, before.current(), wrapped)).hasValue(key);
        assertThat(keys(TWO, ONE).current()).isNotEqualTo(before.current());
        assertThat(keys(TWO).unwrap(job, before.current(), wrapped)).isEmpty();
    }

    @Test
    void refusesToStartWithAKeyThatIsNone() {
        assertThatThrownBy(() -> keys("c2hvcnQ=")).hasMessageContaining("32 bytes in base64");
        assertThatThrownBy(() -> keys("not base64")).hasMessageContaining("32 bytes in base64");
        assertThatThrownBy(() -> keys((String) null)).hasMessageContaining("needs deletion.restore.master-key");
    }

    private static String master(int fill) {
        byte[] key = new byte[32];
        key[0] = (byte) fill;
        return Base64.getEncoder().encodeToString(key);
    }

    private static MasterKeys keys(String master, String... previous) {
        return new MasterKeys(new Config(Optional.ofNullable(master), Optional.of(List.of(previous))));
    }

    private record Config(Optional<String> masterKey, Optional<List<String>> previousMasterKeys)
            implements RestoreConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration window() {
            return Duration.ofDays(7);
        }

        @Override
        public OnFailure onFailure() {
            return OnFailure.RETRY;
        }

        @Override
        public Duration destroyEvery() {
            return Duration.ofMinutes(1);
        }
    }
}
