package io.tenantdeletion.commons.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final CompletableFuture<String> TOO_LONG =
            CompletableFuture.failedFuture(new IllegalStateException("long"));

    private final Turns turns = new Turns(1, Clock.systemUTC());
    private final List<String> begun = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();

    @Test
    void whatFindsRoomIsNotTried() {
        run("first", LONG, done(), TOO_LONG).awaitItem().assertItem(Optional.of("done"));

        assertThat(begun).containsExactly("first");
        assertThat(tried).isEmpty();
    }

    @Test
    void whatIsShortNeedsNoTurn() {
        run("first", LONG, new CompletableFuture<>(), TOO_LONG);

        run("second", LONG, new CompletableFuture<>(), done()).awaitItem().assertItem(Optional.of("done"));

        assertThat(begun).containsExactly("first");
    }

    @Test
    void whatIsLongWaitsForItsTurn() {
        CompletableFuture<String> first = new CompletableFuture<>();
        run("first", LONG, first, TOO_LONG);
        UniAssertSubscriber<Optional<String>> second = run("second", LONG, done(), TOO_LONG);

        assertThat(begun).containsExactly("first");
        first.complete("done");

        second.awaitItem().assertItem(Optional.of("done"));
        assertThat(begun).containsExactly("first", "second");
    }

    @Test
    void whatFailsOtherwiseThanByItsLengthHasFailed() {
        run("first", LONG, new CompletableFuture<>(), TOO_LONG);

        run("second", LONG, done(), CompletableFuture.failedFuture(new IllegalArgumentException("refused")))
                .awaitFailure()
                .assertFailedWith(IllegalArgumentException.class, "refused");
    }

    @Test
    void fewAreTriedAtOnceAndTheOthersAfterThem() {
        CompletableFuture<String> trial = new CompletableFuture<>();
        run("first", LONG, new CompletableFuture<>(), TOO_LONG);
        run("second", LONG, done(), trial);
        run("third", LONG, done(), trial);
        UniAssertSubscriber<Optional<String>> fourth = run("fourth", LONG, new CompletableFuture<>(), done());

        assertThat(tried).containsExactly("second", "third");
        trial.complete("done");

        fourth.awaitItem().assertItem(Optional.of("done"));
        assertThat(tried).containsExactly("second", "third", "fourth");
    }

    @Test
    void whoeverHasWaitedLongEnoughForATrialComesBack() {
        CompletableFuture<String> trial = new CompletableFuture<>();
        run("first", LONG, new CompletableFuture<>(), TOO_LONG);
        run("second", LONG, done(), trial);
        run("third", LONG, done(), trial);

        run("fourth", Duration.ofMillis(1), done(), done()).awaitItem().assertItem(Optional.empty());
        trial.complete("done");

        run("fourth", LONG, done(), done()).awaitItem().assertItem(Optional.of("done"));
        assertThat(tried).containsExactly("second", "third", "fourth");
    }

    private static CompletableFuture<String> done() {
        return CompletableFuture.completedFuture("done");
    }

    private UniAssertSubscriber<Optional<String>> run(
            String who, Duration atMost, CompletableFuture<String> work, CompletableFuture<String> trial) {
        return turns.run(
                        who,
                        atMost,
                        () -> {
                            begun.add(who);
                            return Uni.createFrom().completionStage(work);
                        },
                        () -> {
                            tried.add(who);
                            return Uni.createFrom().completionStage(trial);
                        },
                        IllegalStateException.class::isInstance)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
