package io.tenantdeletion.commons.restore;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.restorelog.RestoreLogProblems;
import io.tenantdeletion.commons.sql.LoggedRows;
import io.tenantdeletion.commons.sql.RowImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What migrations have done to the tables since their rows were logged. A column more does no harm. */
final class SchemaChanges {

    private final Plan plan;
    private final Map<TableName, RowImage> now;

    SchemaChanges(Plan plan, Map<TableName, RowImage> now) {
        this.plan = plan;
        this.now = now;
    }

    /** Fails with a 409 problem where values would be lost. */
    void requireNoLoss(List<LoggedRows> logged) {
        List<Finding> findings = logged.stream().flatMap(this::of).distinct().toList();
        if (!findings.isEmpty()) {
            throw RestoreLogProblems.refused(findings);
        }
    }

    private Stream<Finding> of(LoggedRows rows) {
        RowImage image = now.get(rows.table());
        if (image == null) {
            return Stream.of(changed(rows.table(), "The table " + rows.table() + " is gone."));
        }
        if (rows.isDeleted() && plan.delete(rows.table()).isEmpty()) {
            return Stream.of(
                    changed(rows.table(), "Rows of " + rows.table() + " belong to no tenant or user any more."));
        }
        return IntStream.range(0, rows.columns().size()).boxed().flatMap(i -> of(rows, i, image));
    }

    private static Stream<Finding> of(LoggedRows rows, int column, RowImage image) {
        String name = rows.columns().get(column);
        Optional<RowImage.Column> is = image.column(name);
        if (is.isEmpty()) {
            return Stream.of(changed(rows.table(), "The column " + name + " of " + rows.table() + " is gone."));
        }
        String was = rows.types().get(column);
        return is.get().type().equals(was)
                ? Stream.empty()
                : Stream.of(changed(
                        rows.table(),
                        "The column " + name + " of " + rows.table() + " was " + was + " and is "
                                + is.get().type() + "."));
    }

    private static Finding changed(TableName table, String detail) {
        return Finding.error(
                Refusals.SCHEMA_CHANGED,
                table.toString(),
                detail,
                "Bring the table back to what it was, restore, and migrate again.");
    }
}
