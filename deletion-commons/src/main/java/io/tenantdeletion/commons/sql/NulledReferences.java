package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.plan.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sets references to NULL and logs what they were, with the key of the row. The rows are read before; one that somebody
 * changes in between is left for the next statement.
 */
final class NulledReferences {

    private static final String BEFORE = "b";

    private final RowImage image;
    private final List<String> columns;
    private final List<String> logged;

    NulledReferences(RowImage image, List<String> columns) {
        this.image = image;
        this.columns = columns;
        this.logged = Stream.concat(image.key().stream(), columns.stream()).toList();
    }

    /** Common table expressions after {@code part}; {@code touched} are the rows that were changed. */
    String logging(Step step, String update) {
        String row = "q";
        String before = "before as materialized (select q.tableoid as row_table, q.ctid as row_version, "
                + each(i -> column(row, logged.get(i)) + " as c" + i) + " from " + quoted(step.table()) + " " + row
                + " where " + RowConditions.rowId(row) + " in (select tableoid, ctid from part))";
        String unchanged = IntStream.range(image.key().size(), logged.size())
                .mapToObj(i -> " and " + column("e", logged.get(i)) + " is not distinct from b.c" + i)
                .collect(Collectors.joining());
        String touched = "touched as (" + update + " from before " + BEFORE
                + " where e.tableoid = b.row_table and e.ctid = b.row_version" + unchanged + " and "
                + RowConditions.of(step, "e") + " returning " + each(i -> "b.c" + i) + ")";
        List<LogEntries.Logged> entries = IntStream.range(0, logged.size())
                .mapToObj(i -> entry("c" + i, logged.get(i)))
                .toList();
        return before + ", " + touched + ", "
                + new LogEntries(image.table(), entries)
                        .writing("touched", SqlStatements.NULLIFIED, image.key().size());
    }

    private LogEntries.Logged entry(String source, String name) {
        RowImage.Column column = image.column(name).orElseThrow();
        return new LogEntries.Logged(source, column, column.format());
    }

    private String each(java.util.function.IntFunction<String> expression) {
        return IntStream.range(0, logged.size()).mapToObj(expression).collect(Collectors.joining(", "));
    }
}
