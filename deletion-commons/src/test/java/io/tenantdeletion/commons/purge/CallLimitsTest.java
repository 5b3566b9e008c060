package io.tenantdeletion.commons.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.prepare.StatementTimeouts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallLimitsTest {

    private static final Duration LOCK = Duration.ofSeconds(3);

    private final CallLimits limits = new CallLimits(Duration.ofSeconds(5), LOCK, Duration.ofSeconds(55));

    @Test
    void theLastStatementOfACallEndsWithinItsTimeout() {
        assertThat(limits.after(Duration.ZERO)).isEqualTo(new StatementTimeouts(LOCK, Duration.ofSeconds(50)));
    }

    @Test
    void aTransactionThatIsRepeatedOrHasWaitedHasWhatIsLeftOfTheCall() {
        assertThat(limits.after(Duration.ofSeconds(20)).statement()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aCallerCanOnlyHaveTheBudgetShorter() {
        assertThat(limits.budget(Optional.of(Duration.ofSeconds(1)))).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.budget(Optional.of(Duration.ofSeconds(20)))).isEqualTo(Duration.ofSeconds(5));
        assertThat(limits.budget(Optional.empty())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void refusesLimitsThatOutlastTheCall() {
        Duration ten = Duration.ofSeconds(10);

        assertThatThrownBy(() -> new CallLimits(ten, LOCK, ten)).hasMessageContaining("deletion.purge.call-timeout");
        assertThatThrownBy(() -> new CallLimits(LOCK, ten, ten)).hasMessageContaining("deletion.purge.call-timeout");
    }
}
