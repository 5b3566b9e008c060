package io.tenantdeletion.commons.ownership;

import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import java.util.Map;

/**
 * The marks of a set of tables, for one kind of subject.
 *
 * @param kind whose rows are marked
 * @param column the usual name of the column with the subject's id, such as {@code tenant_id}
 * @param byTable a mark for every table somebody answers for
 */
public record OwnershipMap(SubjectKind kind, String column, Map<TableName, Ownership> byTable) {

    public OwnershipMap {
        byTable = Map.copyOf(byTable);
    }

    /** What is known about a table. */
    public Ownership of(TableName table) {
        return byTable.getOrDefault(table, new Ownership.None());
    }

    /** The column of an anonymized table that names subjects. */
    public String column(Ownership.Anonymized ownership) {
        return ownership.column().isEmpty() ? column : ownership.column();
    }

    private boolean isAnonymizedBy(Ownership ownership, String name) {
        return ownership instanceof Ownership.Anonymized anonymized
                && column(anonymized).equals(name);
    }

    /** Whether a table names subjects, which nobody answers for. */
    public boolean isForgotten(Table table) {
        Ownership ownership = of(table.name());
        // A reason why rows outlive a tenant is none why they may go on naming a user who is gone.
        boolean answered = kind == SubjectKind.TENANT && ownership instanceof Ownership.Shared;
        return !(ownership instanceof Ownership.Owned)
                && !isAnonymizedBy(ownership, column)
                && !answered
                && table.column(column).isPresent();
    }

    /** The name of the column that would name the subject in a table. */
    public String column(TableName table) {
        Ownership ownership = of(table);
        String named = ownership instanceof Ownership.Owned owned
                ? owned.column()
                : ownership instanceof Ownership.Anonymized anonymized ? anonymized.column() : "";
        return named.isEmpty() ? column : named;
    }

    /**
     * Whether nobody owns a table's rows. A reason why they outlive a tenant is none why they may name a user who is
     * gone.
     */
    public boolean isShared(TableName table) {
        return kind == SubjectKind.TENANT && of(table) instanceof Ownership.Shared;
    }
}
