package io.tenantdeletion.commons.plan;

import io.tenantdeletion.commons.catalog.Catalog;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.catalog.Trigger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * FK-safe ordered steps that erase one tenant, or one user, from one schema. Run from first to last in one transaction,
 * or in several as long as the order is kept, they never violate a foreign key.
 *
 * @param steps from first to last
 * @param catalog the tables and foreign keys that it was computed from
 */
public record Plan(List<Step> steps, Catalog catalog) {

    public Plan {
        steps = List.copyOf(steps);
    }

    /** The deleting steps, one per table of the subject's data. */
    public List<Step.Delete> deletes() {
        return steps.stream()
                .filter(Step.Delete.class::isInstance)
                .map(Step.Delete.class::cast)
                .toList();
    }

    /** The deleting step of that table, where its rows are the subject's. */
    public Optional<Step.Delete> delete(TableName table) {
        return deletes().stream().filter(step -> step.table().equals(table)).findFirst();
    }

    /**
     * Whether a row that refers by this key to a row of the subject is always the subject's itself: found over the key,
     * or by a column that is part of it and of what it refers to.
     */
    public boolean staysWithinSubject(ForeignKey key) {
        return delete(key.from())
                .filter(child -> staysWithinSubject(key, child.path()))
                .isPresent();
    }

    private boolean staysWithinSubject(ForeignKey key, SubjectPath path) {
        if (path instanceof SubjectPath.ByParent up) {
            return up.key().equals(key);
        }
        if (path instanceof SubjectPath.AnyOf any) {
            return any.paths().stream().anyMatch(each -> staysWithinSubject(key, each));
        }
        String own = ((SubjectPath.ByColumn) path).column();
        return delete(key.to()).orElseThrow().path() instanceof SubjectPath.ByColumn parent
                && key.references().stream()
                        .anyMatch(pair ->
                                pair.column().equals(own) && pair.referenced().equals(parent.column()));
    }

    /** The name of a table in answers: with its schema only where another one of the plan is called the same. */
    public String label(TableName table) {
        boolean isUnique = steps.stream()
                .map(Step::table)
                .allMatch(other -> other.equals(table) || !other.name().equals(table.name()));
        return isUnique ? table.name() : table.toString();
    }

    /**
     * Whether users' triggers fire for its steps, some of them only in sessions that are no replica's; and what they
     * do, PostgreSQL has to check.
     */
    public boolean needsTriggers() {
        return steps.stream()
                .flatMap(step -> catalog.table(step.table()).stream())
                .flatMap(table -> table.access().triggers().stream())
                .anyMatch(trigger -> !trigger.isOurs()
                        && trigger.mode() != Trigger.Mode.DISABLED
                        && (trigger.firesOnDelete() || trigger.firing().events().contains(Trigger.Event.UPDATE)));
    }

    /** How many tables the steps touch. */
    public long tableCount() {
        return steps.stream().map(Step::table).distinct().count();
    }

    /** A digest of what the plan does; two plans with the same version delete the same in the same order. */
    public String version() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return steps.stream().map(Plan::line).collect(Collectors.joining("\n"));
    }

    private static String line(Step step) {
        return step.action() + " " + object(step) + " by " + step.path() + condition(step);
    }

    private static String object(Step step) {
        if (step instanceof Step.NullifyReference nullify) {
            return nullify.key().toString();
        }
        return step instanceof Step.NullifySharedReference nullify
                ? nullify.columns() + " of " + nullify.key()
                : step.table().toString();
    }

    private static String condition(Step step) {
        if (step instanceof Step.NullifyReference nullify && nullify.parents().isPresent()) {
            return " where the parent goes";
        }
        boolean retains =
                step instanceof Step.Delete delete && !delete.retainedFor().isEmpty();
        return retains ? " unless others refer to it over " + ((Step.Delete) step).retainedFor() : "";
    }
}
