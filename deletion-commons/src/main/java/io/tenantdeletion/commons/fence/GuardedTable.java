package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.catalog.Column;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A table into which rows of subjects could come.
 *
 * @param service whose table it is, by its name in bodies
 * @param table the table; a partitioned one as a whole
 * @param paths how its rows lead to subjects, for each kind of subject that they lead to
 */
record GuardedTable(String service, Table table, Map<SubjectKind, SubjectPath> paths) {

    GuardedTable {
        paths = Collections.unmodifiableMap(new TreeMap<>(paths));
    }

    TableName name() {
        return table.name();
    }

    /** Columns of the table by which its rows lead to subjects. */
    List<String> columns() {
        return references().stream().flatMap(List::stream).distinct().toList();
    }

    /** The same as lists of columns that lead to one subject, or refer to one row, together. */
    List<List<String>> references() {
        return paths.values().stream()
                .flatMap(GuardedTable::references)
                .distinct()
                .toList();
    }

    private static Stream<List<String>> references(SubjectPath path) {
        return path instanceof SubjectPath.AnyOf any
                ? any.paths().stream().flatMap(GuardedTable::references)
                : Stream.of(path.columns());
    }

    /** Whether PostgreSQL computes one of these columns, after the triggers that could see it before. */
    boolean hasGeneratedColumn() {
        return columns().stream().flatMap(name -> table.column(name).stream()).anyMatch(Column::generated);
    }

    /** Other tables that tell whose a row is. */
    Stream<TableName> parents() {
        return paths.values().stream().flatMap(path -> path.keys().stream()).map(key -> key.to());
    }
}
