package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.List;

/** One step of a plan. */
public sealed interface Step {

    /** The table whose rows are touched. */
    TableName table();

    /** How the tenant's rows are found in it. */
    Way way();

    /**
     * Deletes the tenant's rows.
     *
     * @param selfReferences nullable foreign keys of the table to itself. One statement may delete all rows at once;
     *     who deletes in parts must set these to NULL first.
     * @param divisible whether the rows may be deleted in parts at all
     * @param tableRows estimate of everybody's rows in the table, see {@link Table#estimatedRows}
     */
    record Delete(TableName table, Way way, List<ForeignKey> selfReferences, boolean divisible, long tableRows)
            implements Step {

        public Delete {
            selfReferences = List.copyOf(selfReferences);
        }
    }

    /** Sets a nullable foreign key of the tenant's rows to NULL, which opens a cycle. */
    record Detach(ForeignKey key, Way way) implements Step {

        @Override
        public TableName table() {
            return key.from();
        }
    }
}
