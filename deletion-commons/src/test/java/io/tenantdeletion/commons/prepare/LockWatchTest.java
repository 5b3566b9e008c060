package io.tenantdeletion.commons.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.BlockingTransaction;
import io.tenantdeletion.commons.problem.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who held a transaction up is told, also where the last look came after its time-out. */
class LockWatchTest {

    private static final BlockingTransaction TILL = new BlockingTransaction(4711, "till", Instant.EPOCH);

    private final AtomicInteger looks = new AtomicInteger();
    private LockWatch watch;

    @AfterEach
    void stop() {
        watch.stop();
    }

    @Test
    void aLookThatComesTooLateDoesNotHideWhoWasInTheWay() {
        watch(
                look -> look == 1
                        ? Uni.createFrom().item(List.of(TILL))
                        : Uni.createFrom().item(List.of()),
                2);

        assertThat(problem("55P03").extensions()).containsEntry("waiting_for", List.of(TILL));
        assertThat(problem("57014").type()).isEqualTo(Timeouts.STATEMENT_TIMEOUT);
    }

    @Test
    void aLookThatFailsChangesNothing() {
        watch(
                look -> look == 1
                        ? Uni.createFrom().item(List.of(TILL))
                        : Uni.createFrom().failure(new IllegalStateException("no connection")),
                2);

        assertThat(problem("57014").extensions()).containsEntry("waiting_for", List.of(TILL));
    }

    @Test
    void anotherFailureStaysWhatItIs() {
        watch(look -> Uni.createFrom().item(List.of(TILL)), 1);
        Throwable failure = failure("23503");

        assertThat(Timeouts.asProblem(failure, watch)).isSameAs(failure);
    }

    private void watch(IntFunction<Uni<List<BlockingTransaction>>> answers, int untilLook) {
        Backends backends = new Backends(null) {
            @Override
            Uni<List<BlockingTransaction>> blocking(Backend backend) {
                return answers.apply(looks.incrementAndGet());
            }
        };
        watch = new LockWatch(backends, new Backend(1, "now"), Duration.ofMillis(40));
        // The look after it begins when what it found has been kept.
        Awaitility.await().until(() -> looks.get() > untilLook);
    }

    private ProblemException problem(String state) {
        return (ProblemException) Timeouts.asProblem(failure(state), watch);
    }

    private static Throwable failure(String state) {
        return new GenericJDBCException("ended", new SQLException("ended", state));
    }
}
