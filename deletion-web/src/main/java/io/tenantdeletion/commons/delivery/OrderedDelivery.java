package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Delivers one event at a time of each subject, several subjects at once. After an event that is to be tried again,
 * nothing of its subject is sent.
 */
public final class OrderedDelivery {

    private OrderedDelivery() {}

    /**
     * What {@link Sink#deliver} answers.
     *
     * @param atOnce how many subjects at a time
     */
    public static Uni<List<DeliveryResult>> deliver(
            List<Event> events, int atOnce, Function<Event, Uni<DeliveryResult>> send) {
        Map<UUID, List<Event>> subjects =
                events.stream().collect(Collectors.groupingBy(Event::subject, LinkedHashMap::new, Collectors.toList()));
        Map<UUID, DeliveryResult> results = new HashMap<>();
        return Multi.createFrom()
                .iterable(subjects.values())
                .onItem()
                .transformToUni(ofSubject -> inOrder(ofSubject, send))
                .merge(atOnce)
                .invoke(results::putAll)
                .collect()
                .last()
                .map(last ->
                        events.stream().map(event -> results.get(event.id())).toList());
    }

    private static Uni<Map<UUID, DeliveryResult>> inOrder(
            List<Event> events, Function<Event, Uni<DeliveryResult>> send) {
        Map<UUID, DeliveryResult> results = new HashMap<>();
        Uni<DeliveryResult> last = Uni.createFrom().item(DeliveryResult.delivered());
        for (Event event : events) {
            last = last.flatMap(before -> before.kind() == DeliveryResult.Kind.RETRY
                            ? Uni.createFrom().item(before)
                            : send.apply(event))
                    .invoke(result -> results.put(event.id(), result));
        }
        return last.replaceWith(results);
    }
}
