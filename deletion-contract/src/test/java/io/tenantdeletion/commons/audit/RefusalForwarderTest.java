package io.tenantdeletion.commons.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalForwarderTest {

    private record Config(int bufferSize, Duration flushEvery, Duration flushTimeout, Duration maxPause)
            implements AuditTrailConfig {}

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<List<AuditEvent>> offered = new LinkedBlockingQueue<>();
    private final BlockingQueue<Uni<Void>> answers = new LinkedBlockingQueue<>();
    private final RefusalForwarder forwarder = new RefusalForwarder(
            new Config(10, Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofMillis(20)),
            "service:test",
            this::write,
            vertx);

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
        assertThat(next()).extracting(AuditEvent::action).containsExactly(RefusalBuffer.DROPPED);
    }

    @Test
    void writesNothingAfterTheEnd() {
        forwarder.start();
        forwarder.stop();

        forwarder.flush().await().atMost(Duration.ofSeconds(5));

        assertThat(offered).isEmpty();
    }

    private Uni<Void> write(List<AuditEvent> batch) {
        offered.add(batch);
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
