package io.tenantdeletion.orchestrator.webhook;

import io.tenantdeletion.commons.delivery.EventTypes;
import java.util.List;

/**
 * Which types of events somebody wants to hear of: their names, {@code tenant.*} for all that begin so, or {@code *}.
 */
final class EventFilter {

    private static final String ALL = "*";
    private static final String REST = ".*";

    private EventFilter() {}

    /** Whether this type is among them; only what the platform tells the world ever is. */
    static boolean matches(List<String> filters, String type) {
        return EventTypes.ALL.contains(type) && filters.stream().anyMatch(filter -> covers(filter, type));
    }

    /** Whether there is a type that a filter stands for. */
    static boolean isKnown(String filter) {
        return EventTypes.ALL.stream().anyMatch(type -> covers(filter, type));
    }

    /** Every type that there is. */
    static List<String> known() {
        return EventTypes.ALL;
    }

    private static boolean covers(String filter, String type) {
        return filter.equals(ALL)
                || filter.equals(type)
                || filter.endsWith(REST) && type.startsWith(filter.substring(0, filter.length() - 1));
    }
}
