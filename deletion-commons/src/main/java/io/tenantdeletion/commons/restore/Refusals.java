package io.tenantdeletion.commons.restore;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.catalog.Trigger;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.restorelog.RestoreProblems;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Set;

/**
 * Why rows do not come back. Says which table and which constraint, never a value: it is data of somebody who was
 * deleted.
 */
final class Refusals {

    static final String SCHEMA_CHANGED = "schema-changed";

    private static final String FENCE = "tenant_deletion_fence";

    /** What a trigger of an application says of a user who was erased, where the fence is not asked. */
    private static final String ERASED_USER = "UE001";

    /** Connection, resources, locks, operators, the system itself: it may be another way the next time. */
    private static final Set<String> NOT_ABOUT_ROWS = Set.of("08", "0A", "25", "40", "53", "54", "55", "57", "58", "XX");

    private Refusals() {}

    /** The 409 problem behind a failure, or the failure itself where it says nothing about the rows. */
    static Throwable asProblem(Throwable failure) {
        if (RestoreProblems.isWrongKey(failure)) {
            return RestoreProblems.wrongKey();
        }
        return RestoreProblems.cause(failure)
                .filter(cause -> !NOT_ABOUT_ROWS.contains(cause.getSqlState().substring(0, 2)))
                .<Throwable>map(cause -> RestoreProblems.refused(List.of(finding(cause))))
                .orElse(failure);
    }

    private static Finding finding(PgException cause) {
        String table = cause.getTable() == null ? null : cause.getSchema() + "." + cause.getTable();
        String constraint = cause.getConstraint();
        return switch (cause.getSqlState()) {
            case "23505", "23P01" ->
                Finding.error(
                        "key-taken",
                        table,
                        "Another row has taken a key of " + constraint + " meanwhile.",
                        "Remove or change that row, and restore again.");
            case "23503" -> missing(table, constraint);
            case "23514" ->
                FENCE.equals(constraint)
                        ? erased(table)
                        : changed(table, "Rows of " + table + " do not pass " + constraint + ".");
            case ERASED_USER -> erased(table);
            case "42501" ->
                Finding.error(
                        "no-right",
                        table,
                        "PostgreSQL refuses it to the purge role: " + cause.getErrorMessage() + ".",
                        "Start a process of this service that migrates, or grant what is missing.");
            case "23502" -> changed(table, "The column " + cause.getColumn() + " of " + table + " must have a value.");
            default ->
                changed(
                        table,
                        "PostgreSQL refuses the rows" + (table == null ? "" : " of " + table) + " (SQLSTATE "
                                + cause.getSqlState() + ").");
        };
    }

    private static Finding erased(String table) {
        return Finding.error(
                "erased-meanwhile",
                table,
                "Rows" + (table == null ? "" : " of " + table) + " name somebody who was erased since.",
                "They must not come back: an erasure is for good.");
    }

    private static Finding changed(String table, String detail) {
        return Finding.error(
                SCHEMA_CHANGED, table, detail, "Bring the table back to what it was, restore, and migrate again.");
    }

    static Finding missing(ForeignKey key) {
        return missing(key.from().toString(), key.name());
    }

    private static Finding missing(String table, String constraint) {
        return Finding.error(
                "parent-gone",
                table,
                "Rows of " + table + " refer to rows that are gone, by the foreign key " + constraint + ".",
                "Put those rows back, and restore again.");
    }

    static Finding rowsAreKeptOut(TableName table) {
        return Finding.error(
                "trigger",
                table.toString(),
                "Not every row of " + table + " came in: a trigger or a rule keeps some out.",
                "Disable it, and restore again.");
    }

    static Finding fires(Trigger trigger) {
        return Finding.error(
                "trigger",
                trigger.table().toString(),
                "The trigger " + trigger + " fires for rows that come back, and may change them.",
                "Disable it for the restore, or say why it changes nothing: deletion.allowed-triggers.\"" + trigger
                        + "\".reason=…");
    }
}
