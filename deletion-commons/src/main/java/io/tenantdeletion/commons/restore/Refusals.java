package io.tenantdeletion.commons.restore;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.catalog.Trigger;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.restorelog.RestoreLogProblems;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Why rows do not come back. Says which table and which constraint, never a value: it is data of somebody who was
 * deleted.
 */
final class Refusals {

    static final String SCHEMA_CHANGED = "schema-changed";

    /** What the fence says; Hibernate reads the constraint's name only from PostgreSQL's own messages. */
    private static final String FENCED = "is being deleted or was deleted: no new rows";

    /** What a trigger of an application says of a user who was erased, where the fence is not asked. */
    private static final String ERASED_USER = "UE001";

    /** What PostgreSQL says where a rule would take the place of a statement whose rows are asked for. */
    private static final Pattern RULE = Pattern.compile("RETURNING on relation|rules are not supported");

    /** Connection, resources, locks, operators, the system itself: it may be another way the next time. */
    private static final Set<String> NOT_ABOUT_ROWS =
            Set.of("08", "0A", "25", "40", "53", "54", "55", "57", "58", "XX");

    private Refusals() {}

    /**
     * The 409 problem behind a failure, or the failure itself where it says nothing about the rows.
     *
     * @param table whose rows were to come back
     */
    static Throwable asProblem(Throwable failure, TableName table) {
        if (RestoreLogProblems.isWrongKey(failure)) {
            return RestoreLogProblems.wrongKey();
        }
        if (RestoreLogProblems.cause(failure).filter(Refusals::isRule).isPresent()) {
            return RestoreLogProblems.refused(List.of(rowsAreKeptOut(table)));
        }
        return RestoreLogProblems.cause(failure)
                .filter(cause -> cause.getSQLState() != null
                        && !NOT_ABOUT_ROWS.contains(cause.getSQLState().substring(0, 2)))
                .<Throwable>map(cause -> RestoreLogProblems.refused(List.of(finding(cause, table.toString()))))
                .orElse(failure);
    }

    private static boolean isRule(JDBCException cause) {
        return "0A000".equals(cause.getSQLState())
                && RULE.matcher(String.valueOf(cause.getMessage())).find();
    }

    /** Of a check that waited for the end. */
    static Throwable deferred(ConstraintViolationException failure) {
        return RestoreLogProblems.refused(List.of(Finding.error(
                "parent-gone",
                null,
                "Not everything that comes back fits what is there: " + failure.getConstraintName() + ".",
                "Put back what is missing, or remove what is in the way, and restore again.")));
    }

    private static Finding finding(JDBCException cause, String table) {
        String constraint = cause instanceof ConstraintViolationException violation
                ? String.valueOf(violation.getConstraintName())
                : "a constraint";
        return switch (cause.getSQLState()) {
            case "23505", "23P01" ->
                Finding.error(
                        "key-taken",
                        table,
                        "Another row has taken a key of " + table + " meanwhile: " + constraint + ".",
                        "Remove or change that row, and restore again.");
            case "23503" -> missing(table, constraint);
            case ERASED_USER -> erased(table);
            case "23514" ->
                String.valueOf(cause.getMessage()).contains(FENCED)
                        ? erased(table)
                        : changed(table, "Rows of " + table + " do not pass a check.");
            case "42501" ->
                Finding.error(
                        "no-right",
                        table,
                        "PostgreSQL refuses to write into " + table + " to the purge role.",
                        "Start a process of this service that migrates, or grant what is missing.");
            case "23502" -> changed(table, "A new column of " + table + " must have a value.");
            default ->
                changed(table, "PostgreSQL refuses the rows of " + table + ": SQLSTATE " + cause.getSQLState() + ".");
        };
    }

    private static Finding erased(String table) {
        return Finding.error(
                "erased-meanwhile",
                table,
                "Rows of " + table + " name somebody who was erased since.",
                "They must not come back: an erasure is for good.");
    }

    private static Finding changed(String table, String detail) {
        return Finding.error(
                SCHEMA_CHANGED, table, detail, "Bring the table back to what it was, restore, and migrate again.");
    }

    static Finding parentsGone(TableName table) {
        return parentGone(table.toString(), "to rows of the same tenant or user that are gone, or are another's.");
    }

    static Finding missing(ForeignKey key) {
        return missing(key.from().toString(), key.name());
    }

    private static Finding missing(String table, String constraint) {
        return parentGone(table, "to rows that are gone, by the foreign key " + constraint + ".");
    }

    private static Finding parentGone(String table, String toWhat) {
        return Finding.error(
                "parent-gone",
                table,
                "Rows of " + table + " refer " + toWhat,
                "Put those rows back, and restore again.");
    }

    static Finding rowsAreKeptOut(TableName table) {
        return Finding.error(
                "trigger",
                table.toString(),
                "Not every row of " + table + " came in: a trigger or a rule keeps some out.",
                "Disable it, and restore again.");
    }

    static Finding rowsDiffer(TableName table) {
        return Finding.error(
                "rows-differ",
                table.toString(),
                "Rows of " + table + " did not come in as they had gone: their digests differ.",
                "Disable what changes them, a trigger or a rule, and restore again.");
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
