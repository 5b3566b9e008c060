package io.tenantdeletion.commons.purge;

import io.tenantdeletion.commons.catalog.Table;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.SqlStatements;

/**
 * What one call is to do.
 *
 * @param serviceName for log events
 * @param sql the statements of the plan to run
 * @param subject whose rows
 * @param partRows the most rows one statement deletes from a divisible table
 * @param mode of the transaction
 */
record PurgeRequest(String serviceName, SqlStatements sql, Subject subject, int partRows, TransactionMode mode) {

    /** An estimate may be older than the rows; a table that has doubled since is still no more than a part. */
    private static final int MARGIN = 2;

    Plan plan() {
        return sql.plan();
    }

    /** Whether foreign keys are this call's to check, and not PostgreSQL's for every row. */
    boolean withoutRowChecks() {
        return mode.withoutRowChecks();
    }

    /**
     * Whether all of a table is no more than a part, so that nobody has to look ahead in it: that would walk the
     * subject's rows once more.
     */
    boolean isSurelySmall(Step.Delete step) {
        return step.tableRows() != Table.UNKNOWN && step.tableRows() * MARGIN <= partRows;
    }

    /** Whether no row of a step comes in any more once all were deleted. */
    boolean isFinal(Step.Delete step) {
        return mode.isSettled() && sql.keys().toParents(step).isEmpty();
    }
}
