package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.column;
import static io.tenantdeletion.commons.sql.Identifiers.literal;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.ExternalColumn;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down, as part of the statement that deletes rows, what their columns name outside the database. */
final class ExternalNames {

    private static final String ROW = "x";

    private final List<ExternalColumn> columns;

    /** Of these columns, those of tables that the plan deletes from. */
    ExternalNames(Plan plan, List<ExternalColumn> columns) {
        this.columns = columns.stream()
                .filter(each -> plan.delete(each.table()).isPresent())
                .toList();
    }

    /** Whether rows of this plan name anything. */
    boolean areThere() {
        return !columns.isEmpty();
    }

    /** The columns of a table's rows that {@link #writing} reads. */
    Stream<String> columns(TableName table) {
        return of(table)
                .flatMap(each -> Stream.concat(
                        Stream.of(each.column()), each.tenant().stream().flatMap(path -> path.columns().stream())));
    }

    /** A common table expression, after a comma; nothing where rows of this table name nothing. */
    String writing(TableName table, String rows) {
        String selects = of(table).map(each -> select(each, rows)).collect(Collectors.joining(" union all "));
        return selects.isEmpty()
                ? ""
                : ", named as (insert into tenant_deletion.external_name (data_id, store, name, tenant) " + selects
                        + ")";
    }

    private static String select(ExternalColumn named, String rows) {
        String name = column(ROW, named.column());
        return "select cast(cast(:" + SqlStatements.EXTERNAL_DATA + " as text) as uuid), " + literal(named.store())
                + ", cast("
                + name + " as text), "
                + named.tenant().map(path -> tenant(path, ROW)).orElse("null") + " from " + rows + " " + ROW
                + " where " + name + " is not null";
    }

    /** The parents of a row that was deleted go after it. */
    private static String tenant(SubjectPath path, String alias) {
        if (path instanceof SubjectPath.ByColumn own) {
            return "cast(" + column(alias, own.column()) + " as text)";
        }
        if (path instanceof SubjectPath.ByParent up) {
            String parent = alias + "p";
            return "(select " + tenant(up.parent(), parent) + " from "
                    + quoted(up.key().to()) + " " + parent + " where " + RowConditions.joined(up.key(), alias, parent)
                    + " limit 1)";
        }
        return ((SubjectPath.AnyOf) path)
                .paths().stream().map(each -> tenant(each, alias)).collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private Stream<ExternalColumn> of(TableName table) {
        return columns.stream().filter(each -> each.table().equals(table));
    }
}
