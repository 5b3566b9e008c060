package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Remembers what it got, and answers as it is told to. */
final class RecordingSink implements Sink {

    private final String name;
    private final List<Event> got = new CopyOnWriteArrayList<>();
    private volatile Function<Event, DeliveryResult> answer = event -> DeliveryResult.delivered();
    private volatile Function<List<Event>, Uni<Void>> before =
            events -> Uni.createFrom().voidItem();

    RecordingSink(String name) {
        this.name = name;
    }

    /** Answers each event so, from now on. */
    RecordingSink answers(Function<Event, DeliveryResult> answers) {
        answer = answers;
        return this;
    }

    /** Does that first with each batch; a failure says that it is away. */
    RecordingSink begins(Function<List<Event>, Uni<Void>> with) {
        before = with;
        return this;
    }

    RecordingSink isAway() {
        return begins(events -> Uni.createFrom().failure(new IllegalStateException("away")));
    }

    RecordingSink isBack() {
        return begins(events -> Uni.createFrom().voidItem());
    }

    /** What it has taken, or was offered, in order. */
    List<Event> got() {
        return got;
    }

    List<Integer> numbers(UUID subject) {
        return got.stream()
                .filter(event -> event.subject().equals(subject))
                .map(event -> event.data().getInteger("n"))
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean wants(Event event) {
        return true;
    }

    @Override
    public Uni<List<DeliveryResult>> deliver(List<Event> events) {
        return before.apply(events)
                .chain(() -> OrderedDelivery.deliver(events, 10, event -> {
                    got.add(event);
                    return Uni.createFrom().item(answer.apply(event));
                }));
    }
}
