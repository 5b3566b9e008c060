package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where events go. Every replica has the same sinks; each keeps its own cursor, attempts and dead letters. */
public interface Sink {

    /** Stable and unique; names its deliveries and its metrics. At most 100 characters. */
    String name();

    /** Whether the event goes here; asked once, when it is fanned out. */
    boolean wants(Event event);

    /**
     * Delivers events that are in the order of their subjects. Called with {@link #batchSize} events at most, on a
     * Vert.x context, and by one replica at a time for each subject.
     *
     * @return a result for each event, in the order of the events. After {@link DeliveryResult.Kind#RETRY} nothing
     *     further of the same subject may be sent. A failure, or no answer within {@code deletion.delivery.timeout},
     *     says that the sink as a whole is away: it pauses, and nothing counts against the events
     * @see OrderedDelivery for a sink that sends one by one
     */
    Uni<List<DeliveryResult>> deliver(List<Event> events);

    /** How many events it is given at once: as many as it delivers well within {@code deletion.delivery.timeout}. */
    default int batchSize() {
        return 200;
    }
}
