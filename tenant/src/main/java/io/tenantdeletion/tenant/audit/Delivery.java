package io.tenantdeletion.tenant.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What became of events that were sent to the audit log.
 *
 * @param taken those that it has
 * @param refused those that it will never take, with the status of its answer
 * @param failure why the rest was not sent, or null where there is none
 */
public record Delivery(List<UUID> taken, Map<UUID, Integer> refused, Throwable failure) {

    /** Nothing was sent, for there was nothing, or nobody to take it. */
    public static Delivery none(Throwable failure) {
        return new Delivery(List.of(), Map.of(), failure);
    }

    /** Both, one after the other. */
    public Delivery plus(Delivery next) {
        List<UUID> bothTaken = new ArrayList<>(taken);
        bothTaken.addAll(next.taken);
        Map<UUID, Integer> bothRefused = new LinkedHashMap<>(refused);
        bothRefused.putAll(next.refused);
        return new Delivery(bothTaken, bothRefused, next.failure);
    }

    /** Whether there is nothing left to be sent of them. */
    public boolean isComplete() {
        return failure == null;
    }

    /** How many events need not be sent again. */
    public int size() {
        return taken.size() + refused.size();
    }
}
