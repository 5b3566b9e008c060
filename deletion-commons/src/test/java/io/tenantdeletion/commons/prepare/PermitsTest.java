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

class PermitsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Permits permits = new Permits(1, Clock.systemUTC());
    private final List<String> begun = new ArrayList<>();

    @Test
    void runsNoMoreAtOnceThanItMay() {
        CompletableFuture<String> first = new CompletableFuture<>();

        UniAssertSubscriber<Optional<String>> running = run("first", LONG, first);
        UniAssertSubscriber<Optional<String>> second = run("second", LONG, done());

        assertThat(begun).containsExactly("first");
        first.complete("done");
        running.assertCompleted().assertItem(Optional.of("done"));
        second.awaitItem().assertItem(Optional.of("done"));
    }

    @Test
    void doesNothingForWhoeverHasWaitedLongEnough() {
        run("first", LONG, new CompletableFuture<>());

        run("second", Duration.ofMillis(1), done()).awaitItem().assertItem(Optional.empty());

        assertThat(begun).containsExactly("first");
    }

    @Test
    void whoeverComesBackKeepsItsPlace() {
        CompletableFuture<String> first = new CompletableFuture<>();
        run("first", LONG, first);
        run("second", Duration.ofMillis(1), done()).awaitItem();
        UniAssertSubscriber<Optional<String>> third = run("third", LONG, done());

        UniAssertSubscriber<Optional<String>> second = run("second", LONG, done());
        first.complete("done");

        second.awaitItem();
        third.awaitItem();
        assertThat(begun).containsExactly("first", "second", "third");
    }

    @Test
    void aFailureMakesRoomToo() {
        CompletableFuture<String> first = new CompletableFuture<>();
        UniAssertSubscriber<Optional<String>> running = run("first", LONG, first);

        first.completeExceptionally(new IllegalStateException("broken"));

        running.assertFailedWith(IllegalStateException.class);
        run("second", LONG, done()).awaitItem().assertItem(Optional.of("done"));
    }

    @Test
    void whoeverGoesAwayMakesRoomWhetherItHasBegunOrNot() {
        UniAssertSubscriber<Optional<String>> running = run("first", LONG, new CompletableFuture<>());
        UniAssertSubscriber<Optional<String>> waiting = run("second", LONG, done());
        UniAssertSubscriber<Optional<String>> third = run("third", LONG, done());

        waiting.cancel();
        running.cancel();

        third.awaitItem().assertItem(Optional.of("done"));
        assertThat(begun).containsExactly("first", "third");
    }

    private static CompletableFuture<String> done() {
        return CompletableFuture.completedFuture("done");
    }

    private UniAssertSubscriber<Optional<String>> run(String who, Duration atMost, CompletableFuture<String> work) {
        return permits.run(who, atMost, () -> {
                    begun.add(who);
                    return Uni.createFrom().completionStage(work);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }
}
