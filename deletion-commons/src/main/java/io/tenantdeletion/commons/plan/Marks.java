package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.Map;

/**
 * The marks of a set of tables, for one kind of subject.
 *
 * @param kind whose rows are marked
 * @param column the usual name of the column with the subject's id, such as {@code tenant_id}
 * @param byTable a mark for every table somebody answers for
 */
public record Marks(SubjectKind kind, String column, Map<TableName, Mark> byTable) {

    public Marks {
        byTable = Map.copyOf(byTable);
    }

    Mark of(TableName table) {
        return byTable.getOrDefault(table, new Mark.None());
    }

    /** The column of an anonymized table that names subjects. */
    String column(Mark.Anonymized mark) {
        return mark.column().isEmpty() ? column : mark.column();
    }

    private boolean isAnonymizedBy(Mark mark, String name) {
        return mark instanceof Mark.Anonymized anonymized && column(anonymized).equals(name);
    }

    /** Whether a table names subjects, which nobody answers for. */
    boolean isForgotten(Table table) {
        Mark mark = of(table.name());
        // A reason why rows outlive a tenant is none why they may go on naming a user who is gone.
        boolean answered = kind == SubjectKind.TENANT && mark instanceof Mark.Shared;
        return !(mark instanceof Mark.Owned)
                && !isAnonymizedBy(mark, column)
                && !answered
                && table.column(column).isPresent();
    }
}
