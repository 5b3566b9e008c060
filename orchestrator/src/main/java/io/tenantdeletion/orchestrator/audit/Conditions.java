package io.tenantdeletion.orchestrator.audit;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The end of a statement, from fixed fragments, with its bound values. */
final class Conditions {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** A condition that ends in the {@code $} of its value; left out where the value is null. */
    void add(String condition, Object value) {
        if (value != null) {
            append(values.isEmpty() ? " where " : " and ", condition, value);
        }
    }

    /** A further part of the statement that ends in the {@code $} of its value. */
    Conditions then(String part, Object value) {
        append(" ", part, value);
        return this;
    }

    String sql() {
        return text.toString();
    }

    Tuple tuple() {
        return Tuple.from(values);
    }

    private void append(String before, String part, Object value) {
        values.add(value);
        text.append(before).append(part).append(values.size());
    }
}
