package io.tenantdeletion.commons.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalBufferTest {

    private final List<List<AuditEvent>> written = new ArrayList<>();
    private final RefusalBuffer buffer = new RefusalBuffer(120, "service:test", this::write, Clock.systemUTC());
    private boolean broken;

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
                .returns(RefusalBuffer.OVERFLOWN, AuditEvent::action)
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
    void countsWhatIsGivenUp() {
        add(3);
        broken = true;
        assertThatThrownBy(this::flush).hasMessage("broken");
        buffer.giveUp();

        broken = false;
        flush();

        assertThat(written)
                .singleElement()
                .satisfies(batch -> assertThat(batch).singleElement().returns(Map.of("count", 3L), AuditEvent::detail));
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
        written.add(batch);
        return Uni.createFrom().voidItem();
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
