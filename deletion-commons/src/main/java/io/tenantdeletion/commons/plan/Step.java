package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.catalog.TableName;
import java.util.List;
import java.util.Optional;

/** One step of a plan. */
public sealed interface Step {

    /** The table whose rows are touched. */
    TableName table();

    /** How the subject's rows are found in it. */
    SubjectPath path();

    /** What it does, in a word. */
    String action();

    /**
     * Deletes the subject's rows.
     *
     * @param selfReferences nullable foreign keys of the table to itself. One statement may delete all rows at once;
     *     who deletes in parts must set these to NULL first.
     * @param divisible whether the rows may be deleted in parts at all
     * @param tableRows estimate of everybody's rows in the table, see {@link Table#estimatedRows}
     * @param retainedFor rows of others for whose sake a row that they refer to stays; empty where all rows go
     */
    record Delete(
            TableName table,
            SubjectPath path,
            List<ForeignKey> selfReferences,
            boolean divisible,
            long tableRows,
            List<ReferenceChain> retainedFor)
            implements Step {

        public Delete {
            selfReferences = List.copyOf(selfReferences);
            retainedFor = List.copyOf(retainedFor);
        }

        @Override
        public String action() {
            return "delete";
        }
    }

    /**
     * Sets a nullable foreign key of the subject's rows to NULL, which opens a cycle: those of its columns that may be
     * NULL and by which the rows are not found.
     *
     * @param parents only where the key refers to a row that this step deletes later; all where empty
     */
    record NullifyReference(ForeignKey key, SubjectPath path, Optional<Delete> parents) implements Step {

        /** Detaches all of the subject's rows. */
        public NullifyReference(ForeignKey key, SubjectPath path) {
            this(key, path, Optional.empty());
        }

        @Override
        public TableName table() {
            return key.from();
        }

        @Override
        public String action() {
            return "nullify_reference";
        }

        /** The columns to set; one of them NULL is enough to refer to nothing, unless the key is MATCH FULL. */
        public List<String> columns() {
            return NullableKeys.columns(key, path.columns());
        }
    }

    /**
     * Does what {@code ON DELETE SET NULL} would do to the rows of a shared table that refer to the subject's, before
     * those go.
     *
     * @param parents the step that deletes what they refer to; a row that it leaves keeps those that refer to it
     */
    record NullifySharedReference(ForeignKey key, Delete parents) implements Step {

        @Override
        public TableName table() {
            return key.from();
        }

        @Override
        public SubjectPath path() {
            return new SubjectPath.ByParent(key, parents.path());
        }

        @Override
        public String action() {
            return "nullify";
        }

        /** The columns to set. */
        public List<String> columns() {
            return key.columnsSetOnDelete();
        }
    }

    /** Takes the subject's name off the rows that stay: sets the column they are found by to NULL. */
    record Anonymize(TableName table, SubjectPath.ByColumn path) implements Step {

        @Override
        public String action() {
            return "anonymize";
        }
    }
}
