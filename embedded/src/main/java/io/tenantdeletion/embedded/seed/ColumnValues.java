package io.tenantdeletion.embedded.seed;

import io.tenantdeletion.embedded.seed.SeedTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** SQL expressions for plausible values: by the column's name if the dictionary knows it, else by its type. */
final class ColumnValues {

    private static final int TWO_YEARS_IN_SECONDS = 63_072_000;

    private final String scope;
    private final List<UUID> users;
    private final long rows;

    /**
     * Values for a table of {@code rows} rows, in which row {@code i} is being written.
     *
     * @param scope whose rows they are, so that what is unique is so beside others' rows, too
     */
    ColumnValues(String scope, List<UUID> users, long rows) {
        this.scope = scope;
        this.users = users;
        this.rows = rows;
    }

    String of(Column column) {
        if (!column.allowed().isEmpty()) {
            return pick(column.allowed()) + "::" + column.type();
        }
        return switch (column.type()) {
            case "text", "varchar", "bpchar", "citext" -> text(column);
            case "int2", "int4", "int8" -> integer(column) + "::" + column.type();
            case "numeric" -> decimal(column);
            case "float4", "float8" -> "round(((i * 7919) % 9973) / 100.0, 2)::" + column.type();
            case "bool" -> "i % 10 <> 0";
            case "uuid" -> uuid(column);
            case "timestamptz" -> moment(column);
            case "timestamp" -> "(" + moment(column) + ")::timestamp";
            case "date" -> "(" + moment(column) + ")::date";
            case "time" -> "time '06:00' + (i % 720) * interval '1 minute'";
            case "interval" -> "(i % 90 + 1) * interval '1 minute'";
            case "json", "jsonb" -> json() + "::" + column.type();
            case "bytea" -> "decode(md5(i::text), 'hex')";
            case "inet" -> "('10.0.' || i % 250 || '.' || 1 + i % 200)::inet";
            default -> other(column);
        };
    }

    private static String other(Column column) {
        if (column.type().startsWith("_")) {
            return "'{}'::" + column.type();
        }
        if (column.nullable()) {
            return "null";
        }
        throw new IllegalStateException("No value known for column " + column.name() + " of type " + column.type());
    }

    private String text(Column column) {
        String value = Words.forColumn(column.name())
                .map(Words::expression)
                .orElse("initcap(replace(" + SeedTable.literal(column.name()) + ", '_', ' ')) || ' ' || i");
        if (column.unique()) {
            value = "i || " + SeedTable.literal("-" + Integer.toHexString(scope.hashCode()) + "-") + " || (" + value
                    + ")";
        }
        int length = column.modifier() - 4;
        return length > 0 ? "left(" + value + ", " + length + ")" : value;
    }

    private static String integer(Column column) {
        if (column.unique()) {
            return "i";
        }
        return switch (column.name()) {
            case "status_code" -> "(array[200, 200, 200, 202, 500])[1 + i % 5]";
            case "progress" -> "(i % 101)";
            case "attempt", "version_number", "step_number" -> "(1 + i % 5)";
            case "size_bytes" -> "(100000 + (i * 7919) % 9000000)";
            default -> "(1 + (i * 7919) % 97)";
        };
    }

    // numeric(p, s) keeps its precision in the modifier: ((p << 16) | s) + 4.
    private static String decimal(Column column) {
        int whole = column.modifier() < 4 ? 8 : ((column.modifier() - 4) >> 16) - ((column.modifier() - 4) & 0x7ff);
        long below = (long) Math.pow(10, Math.max(1, Math.min(whole, 4)) - 1.0);
        return "round(" + below + " * 0.05 + (i * 7919) % (" + below + " * 90) / 100.0, 2)";
    }

    private String uuid(Column column) {
        if (!users.isEmpty()
                && !column.unique()
                && (column.name().endsWith("user_id") || column.name().endsWith("actor_id"))) {
            List<String> ids = new ArrayList<>();
            users.forEach(user -> ids.add(user.toString()));
            return pick(ids) + "::uuid";
        }
        return "md5(" + SeedTable.literal(column.name()) + " || i)::uuid";
    }

    // Older rows first; an end comes after its beginning.
    private String moment(Column column) {
        String age =
                "now() - (" + TWO_YEARS_IN_SECONDS + ".0 * (" + rows + " - i) / " + rows + ") * interval '1 second'";
        boolean isEnd =
                column.name().matches(".*(finish|complet|resolve|close|cancel|until|end|expire|expect|paid|read).*");
        return isEnd ? age + " + (1 + i % 48) * interval '1 hour'" : age;
    }

    private static String json() {
        return "jsonb_build_object('sequence', i, 'source', " + pick(List.of("web", "till", "phone"))
                + ", 'tags', jsonb_build_array('demo', 'batch-' || i % 50), 'amount', (i * 7919) % 9973 / 100.0)";
    }

    static String pick(List<String> values) {
        String literals =
                String.join(", ", values.stream().map(SeedTable::literal).toList());
        return values.size() == 1 ? literals : "(array[" + literals + "])[1 + (i * 7919) % " + values.size() + "]";
    }
}
