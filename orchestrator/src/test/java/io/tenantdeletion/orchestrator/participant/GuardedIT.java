package io.tenantdeletion.orchestrator.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.CallGuard;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the guard of a participant does, each strategy for itself. */
@QuarkusTest
class GuardedIT extends OrchestratorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final URI ADDRESS = URI.create("http://localhost:1");
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    ResponseValidator validator;

    @Test
    void aCallThatNobodyWaitsForIsGivenUpAndMakesRoom() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(LONG, 3, 100, 1));
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger givenUp = new AtomicInteger();
        Cancellable waiting = guard.call(() -> {
                    calls.incrementAndGet();
                    return Uni.createFrom().<String>nothing().onCancellation().invoke(givenUp::incrementAndGet);
                })
                .subscribe()
                .with(never -> {});

        waiting.cancel();

        assertThat(kinds(guard, 1, () -> Uni.createFrom().item("well"))).containsOnlyNulls();
        assertThat(givenUp).hasValue(1);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aRefusalNeitherOpensTheCircuitNorIsRepeated() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(LONG, 3, 2, 5));

        for (int call = 0; call < 5; call++) {
            Outcome<String> outcome = outcome(guard, () -> {
                throw new CallException(FailureKind.REFUSED, "status 409");
            });
            assertThat(outcome.failure().kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(outcome.tries()).isEqualTo(1);
        }
    }

    @Test
    void repeatsWhatIsWorthIt() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(LONG, 3, 100, 5));
        AtomicInteger calls = new AtomicInteger();

        Outcome<String> outcome = outcome(guard, () -> {
            if (calls.incrementAndGet() < 3) {
                throw new CallException(FailureKind.BUSY, "status 429");
            }
            return Uni.createFrom().item("done");
        });

        assertThat(outcome.answer()).isEqualTo("done");
        assertThat(outcome.tries()).isEqualTo(3);
        assertThat(outcome.answerLost()).isFalse();
    }

    @Test
    void givesUpACallThatTakesTooLong() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(Duration.ofMillis(50), 1, 100, 5));

        Outcome<String> outcome = outcome(guard, () -> Uni.createFrom().nothing());

        assertThat(outcome.failure().kind()).isEqualTo(FailureKind.TIMED_OUT);
        assertThat(outcome.tries()).isEqualTo(2);
        assertThat(outcome.answerLost()).isTrue();
    }

    @Test
    void anAnswerAfterATimeoutDoesNotMakeUpForTheLostOne() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(Duration.ofMillis(50), 1, 100, 5));
        AtomicInteger calls = new AtomicInteger();

        Outcome<String> outcome = outcome(
                guard,
                () -> calls.incrementAndGet() == 1
                        ? Uni.createFrom().nothing()
                        : Uni.createFrom().item("done"));

        assertThat(outcome.answer()).isEqualTo("done");
        assertThat(outcome.answerLost()).isTrue();
    }

    @Test
    void queuesBeyondItsConcurrencyAndRefusesBeyondItsQueue() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(LONG, 0, 100, 2));
        CompletableFuture<String> gate = new CompletableFuture<>();
        List<CompletableFuture<Outcome<String>>> running = new ArrayList<>();
        for (int call = 0; call < 5; call++) {
            running.add(guard.call(() -> Uni.createFrom().completionStage(gate::copy))
                    .subscribeAsCompletionStage());
        }
        gate.complete("done");

        var kinds = running.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.partitioningBy(outcome -> outcome.failure() == null));

        assertThat(kinds.get(true)).hasSize(4);
        assertThat(kinds.get(false))
                .extracting(outcome -> outcome.failure().kind())
                .containsExactly(FailureKind.OVERLOADED);
    }

    @Test
    void aMistakeOfOursIsNotTakenForAnAnswer() {
        CallGuard guard = new CallGuard("test", ADDRESS, settings(LONG, 3, 100, 5));

        Outcome<String> outcome = outcome(guard, () -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(outcome.failure().kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(outcome.failure().detail()).doesNotContain("a bug");
        assertThat(outcome.tries()).isEqualTo(1);
    }

    @Test
    void aServiceThatIsNotThereIsUnreachable() {
        int closed = Loopback.freePort();
        Participant participant = TestParticipants.of(
                "gone",
                URI.create("http://localhost:" + closed),
                EnumSet.allOf(Capability.class),
                settings(LONG, 1, 100, 5),
                validator);

        var outcome = participant
                .purge(new TenantId(UUID.randomUUID()), new JobId(UUID.randomUUID()))
                .await()
                .atMost(PATIENCE);

        assertThat(outcome.failure())
                .hasToString("unreachable: no connection to localhost:" + closed + ", or it broke");
        assertThat(outcome.tries()).isEqualTo(2);
        assertThat(outcome.answerLost()).isFalse();
    }

    @Test
    void aServiceWithoutPreviewIsNotAskedForOne() {
        Participant participant = TestParticipants.of(
                "blind",
                URI.create("http://localhost:1"),
                EnumSet.of(Capability.PURGE),
                settings(LONG, 1, 100, 5),
                validator);

        var outcome =
                participant.preview(new TenantId(UUID.randomUUID())).await().atMost(PATIENCE);

        assertThat(outcome.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
    }

    static Outcome<String> outcome(CallGuard guard, Supplier<Uni<String>> call) {
        return guard.call(call).await().atMost(PATIENCE);
    }

    static List<FailureKind> kinds(CallGuard guard, int calls, Supplier<Uni<String>> call) {
        return IntStream.range(0, calls)
                .mapToObj(one -> outcome(guard, call).problem())
                .map(failure -> failure.map(Failure::kind).orElse(null))
                .toList();
    }

    static GuardSettings settings(Duration timeout, int retries, int window, int concurrency) {
        return settings(timeout, retries, window, concurrency, LONG);
    }

    static GuardSettings settings(Duration timeout, int retries, int window, int concurrency, Duration circuitDelay) {
        return new GuardSettings(
                timeout,
                LONG,
                retries,
                MOMENT,
                MOMENT.multipliedBy(2),
                Duration.ofMillis(1),
                window,
                0.5,
                circuitDelay,
                concurrency,
                2,
                1 << 20);
    }
}
