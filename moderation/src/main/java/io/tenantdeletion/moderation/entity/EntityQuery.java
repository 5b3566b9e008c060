package io.tenantdeletion.moderation.entity;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** A list of entities: which, in which order, and which part of it. */
public final class EntityQuery {

    private final EntityKind kind;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private String order;
    private String part = "";

    public EntityQuery(EntityKind kind) {
        this.kind = kind;
        sortedBy(kind.nameField());
    }

    /** Those that contain this in their name, whatever its case. */
    public EntityQuery named(String text) {
        if (text != null) {
            values.add(text);
            conditions.add("position(lower($" + values.size() + ") in lower(\"" + kind.nameField() + "\")) > 0");
        }
        return this;
    }

    /**
     * Those that have this value in a field.
     *
     * @param filter {@code field:value}
     */
    public EntityQuery having(String filter) {
        int colon = filter.indexOf(':');
        require(colon > 0, "filter is field:value.");
        values.add(filter.substring(colon + 1));
        conditions.add("cast(\"" + field(filter.substring(0, colon)) + "\" as text) = $" + values.size());
        return this;
    }

    /**
     * The order.
     *
     * @param sort a field, with a {@code -} before it for the other direction
     */
    public EntityQuery sortedBy(String sort) {
        boolean descending = sort.startsWith("-");
        String field = field(descending ? sort.substring(1) : sort);
        order = " order by \"" + field + "\"" + (descending ? " desc" : "") + ", id";
        return this;
    }

    /** Which part of it, from 1. */
    public EntityQuery page(int page, int size) {
        part = " limit " + size + " offset " + (long) (page - 1) * size;
        return this;
    }

    String from() {
        return kind.table() + " t" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
    }

    String page() {
        return order + part;
    }

    Tuple parameters() {
        return Tuple.from(values);
    }

    private String field(String name) {
        require(
                kind.fields().contains(name)
                        || kind.person().filter(name::equals).isPresent(),
                "A " + kind.title().toLowerCase(java.util.Locale.ROOT) + " has the fields "
                        + String.join(", ", kind.fields()) + ".");
        return name;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, otherwise);
        }
    }
}
