package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One path from a table's rows to their subject as a join, whose parents' rows a statement can lock. Of a parent that
 * somebody changes meanwhile PostgreSQL waits for the end of it and looks at the latest version.
 */
final class LockedPath {

    private static final String ROW = "q";

    private final List<String> aliases = new ArrayList<>(List.of(ROW));
    private final StringBuilder joins = new StringBuilder();
    private final String condition;

    private LockedPath(SubjectPath whole) {
        SubjectPath path = whole;
        while (path instanceof SubjectPath.ByParent up) {
            String child = last();
            String parent = child + "p";
            joins.append(" join ").append(quoted(up.key().to())).append(' ').append(parent);
            joins.append(" on ").append(RowConditions.joined(up.key(), child, parent));
            aliases.add(parent);
            path = up.parent();
        }
        SubjectPath.ByColumn own = (SubjectPath.ByColumn) path;
        condition = column(last(), own.column()) + " = " + RowConditions.subject(own);
    }

    /** The common table expression {@code part} of {@link #select}. */
    static String part(Step step, int limit) {
        return "part as materialized (" + select(step, limit) + ")";
    }

    /** Selects the row ids of at most {@code limit} rows of a step and locks the parents by which they are found. */
    private static String select(Step step, int limit) {
        String unless = step instanceof Step.Delete delete ? RowConditions.unlessHeld(delete, ROW) : "";
        List<LockedPath> paths = paths(step.path()).map(LockedPath::new).toList();
        return IntStream.range(0, paths.size())
                .mapToObj(i -> "select * from (" + paths.get(i).select(step.table(), unless, limit) + ") p" + i)
                .collect(Collectors.joining(" union ", "select * from (", ") paths limit " + limit));
    }

    private String select(TableName table, String unless, int limit) {
        List<String> parents = aliases.subList(1, aliases.size());
        return "select " + ROW + ".tableoid, " + ROW + ".ctid from " + quoted(table) + " " + ROW + joins
                + " where " + condition + unless + " limit " + limit
                + (parents.isEmpty() ? "" : " for update of " + String.join(", ", parents));
    }

    private String last() {
        return aliases.get(aliases.size() - 1);
    }

    /** Every single path, where any of several may lead to the subject. */
    private static Stream<SubjectPath> paths(SubjectPath path) {
        if (path instanceof SubjectPath.AnyOf any) {
            return any.paths().stream().flatMap(LockedPath::paths);
        }
        return path instanceof SubjectPath.ByParent up
                ? paths(up.parent()).map(parent -> new SubjectPath.ByParent(up.key(), parent))
                : Stream.of(path);
    }
}
