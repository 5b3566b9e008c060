package io.tenantdeletion.moderation.submission;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which submissions to list.
 *
 * @param status,type,entityType,entityId,submitter what they must be; null for any
 */
public record SubmissionFilter(
        String status, String type, String entityType, UUID entityId, UUID submitter, Page part) {

    /**
     * A part of a list.
     *
     * @param number from 1
     * @param newestFirst or else oldest first
     */
    public record Page(int number, int size, boolean newestFirst) {}

    /** Only those of one person. */
    public SubmissionFilter of(UUID person) {
        return new SubmissionFilter(status, type, entityType, entityId, person, part);
    }

    String where() {
        List<String> conditions = new ArrayList<>(List.of("s.part_of is null"));
        int parameter = 1;
        for (String column : columns()) {
            conditions.add("s." + column + " = $" + parameter++);
        }
        return "where " + String.join(" and ", conditions);
    }

    String page() {
        String order = part.newestFirst() ? "s.submitted_at desc, s.id desc" : "s.submitted_at, s.id";
        return " order by " + order + " limit " + part.size() + " offset " + (long) (part.number() - 1) * part.size();
    }

    Tuple parameters() {
        List<Object> values = new ArrayList<>();
        addTo(values, status, type, entityType, entityId, submitter);
        return Tuple.from(values);
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        Object[] values = {status, type, entityType, entityId, submitter};
        String[] names = {"status", "type", "entity_type", "entity_id", "submitted_by"};
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                columns.add(names[i]);
            }
        }
        return columns;
    }

    private static void addTo(List<Object> values, Object... candidates) {
        for (Object each : candidates) {
            if (each != null) {
                values.add(each);
            }
        }
    }
}
