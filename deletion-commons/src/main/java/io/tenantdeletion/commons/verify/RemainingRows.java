package io.tenantdeletion.commons.verify;

import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts by what is in the tables: rows that name the subject, and rows whose parents do. Statements have the parameter
 * {@code :subject} and answer with rows of a table's position in {@link #tables} and a count.
 */
final class RemainingRows {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final SubjectTables subjects;
    private final String subject;
    private final Map<TableName, UnaryOperator<String>> naming = new LinkedHashMap<>();

    /** @param subject the subject's value in the tables as text */
    RemainingRows(SubjectTables subjects, String subject) {
        this.subjects = subjects;
        this.subject = subject;
        subjects.columns().forEach((table, column) -> {
            if (couldName(column)) {
                naming.put(table, alias -> isSubject(Sql.column(alias, column.name()), column));
            }
        });
    }

    /** Tables that name subjects. */
    List<TableName> tables() {
        return List.copyOf(naming.keySet());
    }

    /** Rows that name the subject. */
    String naming() {
        return counts(tables(), naming);
    }

    /** Tables whose rows can be told by their parents only, as long as those are there. */
    List<TableName> children() {
        return List.copyOf(subjects.paths().keySet());
    }

    /** Rows whose parents name the subject, or lead to one that does. */
    String ofPresentParents() {
        Map<TableName, UnaryOperator<String>> found = new LinkedHashMap<>(naming);
        subjects.paths().forEach((table, keys) -> {
            List<ForeignKey> paths =
                    keys.stream().filter(key -> found.containsKey(key.to())).toList();
            Map<TableName, UnaryOperator<String>> above = Map.copyOf(found);
            found.put(table, alias -> ofParents(table, paths, above, alias));
        });
        return counts(children(), found);
    }

    private static String ofParents(
            TableName table, List<ForeignKey> paths, Map<TableName, UnaryOperator<String>> above, String alias) {
        if (paths.isEmpty()) {
            return "false";
        }
        if (paths.size() == 1) {
            return refersTo(paths.get(0), above, alias);
        }
        // Each key by its own index: PostgreSQL answers an "or" of subqueries by reading the whole table.
        String inner = alias + "u";
        return paths.stream()
                .map(key -> "select " + inner + ".tableoid, " + inner + ".ctid from " + Sql.quoted(table) + " " + inner
                        + " where " + refersTo(key, above, inner))
                .collect(Collectors.joining(" union ", "(" + alias + ".tableoid, " + alias + ".ctid) in (", ")"));
    }

    private static String refersTo(ForeignKey key, Map<TableName, UnaryOperator<String>> above, String alias) {
        String parent = alias + "p";
        return Sql.row(alias, key.columns()) + " in (select " + Sql.list(parent, key.referenced()) + " from "
                + Sql.quoted(key.to()) + " " + parent + " where "
                + above.get(key.to()).apply(parent) + ")";
    }

    private static String counts(List<TableName> tables, Map<TableName, UnaryOperator<String>> conditions) {
        return IntStream.range(0, tables.size())
                .mapToObj(i -> "select " + i + ", count(*) from " + Sql.quoted(tables.get(i)) + " t where "
                        + conditions.get(tables.get(i)).apply("t") + " having count(*) > 0")
                .collect(Collectors.joining(" union all "));
    }

    /** Whether a column of that type can hold the subject's value at all; PostgreSQL would fail to read it as one. */
    private boolean couldName(Column column) {
        return switch (column.type()) {
            case "uuid" -> isUuid(subject);
            case "bigint", "integer" -> NUMBER.matcher(subject).matches();
            default -> true;
        };
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** By index where the type is one that plans know; any other is compared as text, however long that takes. */
    private static String isSubject(String name, Column column) {
        return switch (column.type()) {
            case "uuid" -> name + " = cast(cast(:subject as text) as uuid)";
            case "bigint", "integer" -> name + " = cast(cast(:subject as text) as bigint)";
            case "text", "character varying" -> name + " = cast(:subject as text)";
            default -> "cast(" + name + " as text) = cast(:subject as text)";
        };
    }
}
