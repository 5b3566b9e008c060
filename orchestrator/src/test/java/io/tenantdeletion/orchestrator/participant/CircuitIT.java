package io.tenantdeletion.orchestrator.participant;

import static io.tenantdeletion.orchestrator.guard.FailureKind.CIRCUIT_OPEN;
import static io.tenantdeletion.orchestrator.guard.FailureKind.TIMED_OUT;
import static io.tenantdeletion.orchestrator.guard.FailureKind.UNREACHABLE;
import static io.tenantdeletion.orchestrator.participant.GuardedIT.kinds;
import static io.tenantdeletion.orchestrator.participant.GuardedIT.outcome;
import static io.tenantdeletion.orchestrator.participant.GuardedIT.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.CallGuard;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** When calls are not even tried: where nobody is there, and for no other reason. */
@QuarkusTest
class CircuitIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final URI ADDRESS = URI.create("http://localhost:1");
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void opensTheCircuitWhereNobodyIsThereAndClosesItWithTheFirstCallThatGetsThrough() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(LONG, 0, 4, 5, Duration.ofMillis(300)));
        AtomicInteger calls = new AtomicInteger();
        Supplier<Uni<String>> away = () -> {
            calls.incrementAndGet();
            return Uni.createFrom().failure(new ConnectException("refused"));
        };

        assertThat(kinds(guard, 6, away))
                .startsWith(UNREACHABLE, UNREACHABLE, UNREACHABLE, UNREACHABLE)
                .endsWith(CIRCUIT_OPEN, CIRCUIT_OPEN);
        assertThat(calls).hasValue(4);

        await().atMost(PATIENCE)
                .until(() -> outcome(guard, () -> Uni.createFrom().item("back")).failure() == null);
        assertThat(kinds(guard, 3, () -> Uni.createFrom().item("back"))).containsOnlyNulls();
    }

    @Test
    void whatMayBeTheTroubleOfOneSubjectDoesNotOpenTheCircuitForOthers() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(Duration.ofMillis(20), 0, 2, 5));

        assertThat(kinds(guard, 4, () -> Uni.createFrom().nothing())).containsOnly(TIMED_OUT);
        assertThat(kinds(guard, 4, () -> {
                    throw new CallException(FailureKind.ERROR, "status 500");
                }))
                .containsOnly(FailureKind.ERROR);
        assertThat(kinds(guard, 4, () -> Uni.createFrom().failure(new IOException("closed"))))
                .containsOnly(UNREACHABLE);
        assertThat(kinds(guard, 1, () -> Uni.createFrom().item("well"))).containsOnlyNulls();
    }

    @Test
    void aPreviewThatProbesKeepsNobodyWaiting() {
        CallGuard guard = CallGuard.ofPreviews("test", ADDRESS, settings(LONG, 0, 2, 5));
        Supplier<Uni<String>> away = () -> Uni.createFrom().failure(new ConnectException("refused"));
        assertThat(kinds(guard, 4, away)).containsOnly(UNREACHABLE);

        guard.call(() -> Uni.createFrom().<String>nothing()).subscribe().with(never -> {});

        assertThat(kinds(guard, 1, () -> Uni.createFrom().item("well"))).containsOnlyNulls();
    }
}
