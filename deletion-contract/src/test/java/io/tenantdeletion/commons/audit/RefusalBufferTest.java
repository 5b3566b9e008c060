package io.tenantdeletion.commons.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusalBufferTest {

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    private final List<List<AuditEvent>> written = new ArrayList<>();
    private final RefusalBuffer buffer = new RefusalBuffer(
            120, "service:test", this::write, IllegalArgumentException.class::isInstance, Clock.systemUTC());
    private Set<AuditEvent> unwanted = Set.of();
    private boolean wanted = true;
    private boolean broken;

    @BeforeAll
    static void count() {
        Metrics.addRegistry(METERS);
    }

    @AfterAll
    static void countNoMore() {
        Metrics.removeRegistry(METERS);
    }

    @Test
    void writesInOrderAndAtMostFiftyAtOnce() {
        List<AuditEvent> events = add(120);

        flush();

        assertThat(written).extracting(List::size).containsExactly(50, 50, 20);
        assertThat(written.stream().flatMap(List::stream)).isEqualTo(events);
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void writesNothingWhereNothingWaits() {
        flush();

        assertThat(written).isEmpty();
    }

    @Test
    void countsWhatFindsNoRoom() {
        add(127);

        flush();

        assertThat(written.get(0).get(0))
                .returns(RefusalBuffer.DROPPED, AuditEvent::action)
                .returns("service:test", AuditEvent::actor)
                .returns(Map.of("count", 7L), AuditEvent::detail);
        assertThat(written.stream().mapToInt(List::size).sum()).isEqualTo(121);
        flush();
        assertThat(written).hasSize(3);
    }

    @Test
    void offersTheSameBatchAgainAfterAFailure() {
        List<AuditEvent> events = add(1);
        broken = true;
        assertThatThrownBy(this::flush).hasMessage("broken");

        broken = false;
        flush();

        assertThat(written).containsExactly(events);
    }

    @Test
    void setsAsideWhatIsRefusedAloneAndWritesTheRest() {
        double before = setAside();
        List<AuditEvent> events = add(120);
        unwanted = Set.of(events.get(3), events.get(99));

        flush();

        List<AuditEvent> taken = written.stream().flatMap(List::stream).toList();
        assertThat(taken.stream().filter(events::contains))
                .isEqualTo(events.stream()
                        .filter(event -> !unwanted.contains(event))
                        .toList());
        assertThat(taken.stream().filter(event -> event.action().equals(RefusalBuffer.DROPPED)))
                .extracting(AuditEvent::detail)
                .containsExactly(Map.of("count", 1L), Map.of("count", 1L));
        assertThat(setAside()).isEqualTo(before + 2);
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void comesToAnEndWhereNothingIsEverTaken() {
        add(3);
        wanted = false;

        flush();

        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void onlyOneFlushIsUnderWay() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        List<AuditEvent> taken = new ArrayList<>();
        RefusalBuffer slow = new RefusalBuffer(
                10,
                "service:test",
                batch -> {
                    taken.addAll(batch);
                    return Uni.createFrom().completionStage(answer);
                },
                failure -> false,
                Clock.systemUTC());
        slow.add(event());
        slow.flush().subscribe().with(done -> {});

        slow.flush().await().atMost(Duration.ofSeconds(5));
        assertThat(taken).hasSize(1);
        assertThat(slow.isEmpty()).isFalse();

        answer.complete(null);
        assertThat(slow.isEmpty()).isTrue();
    }

    private Uni<Void> write(List<AuditEvent> batch) {
        if (broken) {
            return Uni.createFrom().failure(new IllegalStateException("broken"));
        }
        if (!wanted || batch.stream().anyMatch(unwanted::contains)) {
            return Uni.createFrom().failure(new IllegalArgumentException("refused"));
        }
        written.add(batch);
        return Uni.createFrom().voidItem();
    }

    private static double setAside() {
        return Metrics.counter("audit.refusals.set.aside").count();
    }

    private void flush() {
        buffer.flush().await().atMost(Duration.ofSeconds(5));
    }

    private List<AuditEvent> add(int count) {
        List<AuditEvent> events =
                IntStream.range(0, count).mapToObj(n -> event()).toList();
        events.forEach(buffer::add);
        return events;
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
