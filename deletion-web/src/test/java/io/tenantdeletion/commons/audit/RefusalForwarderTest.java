package io.tenantdeletion.commons.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalForwarderTest {

    private record Config(int bufferSize, Duration flushEvery, Duration flushTimeout, Duration maxPause)
            implements AuditTrailConfig {}

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<List<AuditEvent>> offered = new LinkedBlockingQueue<>();
    private final BlockingQueue<Uni<Void>> answers = new LinkedBlockingQueue<>();
    private final List<AuditEvent> taken = new ArrayList<>();
    private volatile Set<AuditEvent> unwanted = Set.of();
    private final RefusalForwarder forwarder = new RefusalForwarder(
            new Config(120, Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofMillis(20)),
            "service:test",
            this::write,
            vertx);

    @BeforeAll
    static void count() {
        Metrics.addRegistry(METERS);
    }

    @AfterAll
    static void countNoMore() {
        Metrics.removeRegistry(METERS);
    }

    @AfterEach
    void stop() {
        forwarder.stop();
        vertx.close();
    }

    @Test
    void writesByItself() throws InterruptedException {
        forwarder.start();
        AuditEvent event = event();

        forwarder.add(event);

        assertThat(next()).containsExactly(event);
    }

    @Test
    void triesAgainUntilItIsWritten() throws InterruptedException {
        answers.add(Uni.createFrom().failure(new IllegalStateException("down")));
        answers.add(Uni.createFrom().failure(new WebApplicationException(503)));
        for (int passing : new int[] {401, 408, 429}) {
            answers.add(Uni.createFrom().failure(new WebApplicationException(passing)));
        }
        answers.add(Uni.createFrom().nothing()); // no answer in time
        forwarder.start();
        AuditEvent event = event();

        forwarder.add(event);

        for (int attempt = 1; attempt <= 7; attempt++) {
            assertThat(next()).containsExactly(event);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 413, 422})
    void dropsWhatIsNeverTakenAndSaysSo(int status) throws InterruptedException {
        answers.add(Uni.createFrom().failure(new WebApplicationException(status)));
        forwarder.start();

        forwarder.add(event());

        assertThat(next()).extracting(AuditEvent::action).containsExactly("request.refused");
        assertThat(next()).extracting(AuditEvent::action).containsExactly(RefusalForwarder.DROPPED);
    }

    @Test
    void writesInOrderAndAtMostFiftyAtOnce() {
        forwarder.start();
        List<AuditEvent> events = add(120);

        forwarder.finish();

        assertThat(offered).allMatch(batch -> batch.size() <= 50);
        assertThat(offered.stream().flatMap(List::stream)).isEqualTo(events);
    }

    @Test
    void countsWhatFindsNoRoom() throws InterruptedException {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        answers.add(Uni.createFrom().completionStage(answer));
        forwarder.start();
        add(127);
        // As many as had come when the time for a batch was over.
        int first = next().size();

        answer.complete(null);
        forwarder.finish();

        List<AuditEvent> later = offered.stream().flatMap(List::stream).toList();
        assertThat(later)
                .filteredOn(event -> event.action().equals(RefusalForwarder.DROPPED))
                .singleElement()
                .returns("service:test", AuditEvent::actor)
                .returns(Map.of("count", 127L - first - (later.size() - 1)), AuditEvent::detail);
    }

    @Test
    void setsAsideWhatIsRefusedAloneAndWritesTheRest() {
        double before = setAside();
        forwarder.start();
        List<AuditEvent> events = IntStream.range(0, 120).mapToObj(n -> event()).toList();
        unwanted = Set.of(events.get(3), events.get(99));
        events.forEach(forwarder::add);

        forwarder.finish();

        assertThat(taken.stream().filter(events::contains))
                .isEqualTo(events.stream()
                        .filter(event -> !unwanted.contains(event))
                        .toList());
        assertThat(taken.stream()
                        .filter(event -> event.action().equals(RefusalForwarder.DROPPED))
                        .mapToLong(event -> (long) event.detail().get("count"))
                        .sum())
                .isEqualTo(2);
        assertThat(setAside()).isEqualTo(before + 2);
    }

    @Test
    void writesNothingAfterTheEnd() {
        forwarder.start();
        forwarder.stop();
        forwarder.add(event());

        forwarder.finish();

        assertThat(offered).isEmpty();
    }

    private List<AuditEvent> add(int count) {
        List<AuditEvent> events =
                IntStream.range(0, count).mapToObj(n -> event()).toList();
        events.forEach(forwarder::add);
        return events;
    }

    private static double setAside() {
        return Metrics.counter("audit.refusals.set.aside").count();
    }

    private Uni<Void> write(List<AuditEvent> batch) {
        offered.add(batch);
        if (batch.stream().anyMatch(unwanted::contains)) {
            return Uni.createFrom().failure(new WebApplicationException(400));
        }
        taken.addAll(batch);
        Uni<Void> answer = answers.poll();
        return answer == null ? Uni.createFrom().voidItem() : answer;
    }

    private List<AuditEvent> next() throws InterruptedException {
        return offered.poll(10, TimeUnit.SECONDS);
    }

    private static AuditEvent event() {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                AuditEvent.ANONYMOUS,
                null,
                "request.refused",
                null,
                null,
                AuditEvent.REFUSED,
                "unauthenticated",
                Map.of());
    }
}
