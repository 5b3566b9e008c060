package io.tenantdeletion.commons.sql;

import static io.tenantdeletion.commons.sql.Identifiers.list;
import static io.tenantdeletion.commons.sql.Identifiers.quoted;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Structure;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.ExternalColumn;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.plan.SubjectPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of one plan. Each has the parameter {@code :subject}, the subject's value in the tables as text.
 *
 * <p>Every statement that removes rows answers with one row of three numbers: rows it meant to remove, rows it removed,
 * and one that is 0 only where all of those were the subject's.
 */
public final class SqlStatements {

    /** Name of the parameter of every statement: the subject's value in the tables, as text. */
    public static final String SUBJECT = "subject";

    /** Name of the parameter of statements that log what they remove: the window that it belongs to. */
    public static final String LOG_WINDOW = "log_window";

    /** Name of the parameter of statements that log, or restore: the key that seals. */
    public static final String LOG_KEY = "log_key";

    /** Name of the parameter of statements whose rows name something outside the database: where that is kept. */
    public static final String EXTERNAL_DATA = "external_data";

    /** Forgets the keys kept as one of {@code :parts}, an array's text; selects how many were kept. */
    public static final String FORGET_KEYS = """
            with forgotten as (delete from tenant_deletion.removed_keys
                               where part = any (cast(cast(:parts as text) as bigint[])) returning part)
            select count(*), null from forgotten""";

    /** The kind of a log entry of rows that are gone. */
    static final String DELETED = "deleted";

    /** The kind of a log entry of references that were set to NULL. */
    static final String NULLIFIED = "nullified";

    private static final String ROW = "e";

    private static final String COUNT_OF_PART = "(select count(*) from part)";

    private static final String NUMBER_KEPT =
            "(select cardinality(keys) from tenant_deletion.removed_keys where part = :part)";

    private final Plan plan;
    private final RemovedKeys keys;
    private final Map<TableName, RowImage> images;
    private final ExternalNames external;

    /** Statements whose rows are gone for good. */
    public SqlStatements(Plan plan) {
        this(plan, Map.of(), new ExternalNames(plan, List.of()));
    }

    private SqlStatements(Plan plan, Map<TableName, RowImage> images, ExternalNames external) {
        this.plan = plan;
        this.keys = new RemovedKeys(plan);
        this.images = Map.copyOf(images);
        this.external = external;
    }

    /**
     * The same, whose statements write what they remove into the restore log. Each has two parameters more:
     * {@link #LOG_WINDOW} and {@link #LOG_KEY}.
     *
     * @param rows what rows consist of, of every table that a step touches; none where nothing is logged
     */
    public SqlStatements logging(Map<TableName, RowImage> rows) {
        return new SqlStatements(plan, rows, external);
    }

    /**
     * The same, whose statements write down what deleted rows name outside the database. They have one more parameter:
     * {@link #EXTERNAL_DATA}.
     */
    public SqlStatements naming(List<ExternalColumn> columns) {
        return new SqlStatements(plan, images, new ExternalNames(plan, columns));
    }

    /** Whether rows may name something outside the database. */
    public boolean nameExternalData() {
        return external.areThere();
    }

    /** The plan whose statements these are. */
    public Plan plan() {
        return plan;
    }

    /** Which keys of deleted parents are kept, and how they are found again. */
    public RemovedKeys keys() {
        return keys;
    }

    /** Counts the rows of every deleting step: a row of the step's position among them and the count, for each. */
    public String counts() {
        return new CountStatements(plan).counts("");
    }

    // "Exists" would be no shorter: PostgreSQL plans it for the first row, and may read everybody's to find none.

    /** As {@link #counts}, of the tables that still have rows to delete. */
    public String remains() {
        return new CountStatements(plan).counts(" having count(*) > 0");
    }

    /** Deletes every row of a step. */
    public String delete(Step.Delete step) {
        return removal(step, "", RowConditions.of(step, ROW), "removed_rows.n");
    }

    /** Deletes the rows of a step whose key refers to a parent that is kept as {@code :parents}. */
    public String deleteOf(Step.Delete step, ForeignKey toParents) {
        return removal(step, "", keys.areOf(step, toParents, ROW), "removed_rows.n");
    }

    /** Deletes at most {@code limit} rows of a step. */
    public String delete(Step.Delete step, int limit) {
        String condition = step.path() instanceof SubjectPath.ByColumn
                ? isInPart(step) + " and " + RowConditions.of(step, ROW)
                : RowConditions.isInPart(step, ROW);
        return removal(step, part(step, limit) + ", ", condition, COUNT_OF_PART);
    }

    /**
     * Deletes at most {@code limit} rows of a step whose key refers to a parent that is kept as {@code :parents}. They
     * are locked before: whoever moves one to somebody else is waited for, and it is not in the part then.
     */
    public String deleteOf(Step.Delete step, ForeignKey toParents, int limit) {
        String part = "part as materialized (select q.tableoid, q.ctid from " + quoted(step.table()) + " q where "
                + keys.areOf(step, toParents, "q") + " limit " + limit + " for update), ";
        return removal(step, part, isInPart(step), COUNT_OF_PART);
    }

    /**
     * By their place, where it is one in all of the table; else PostgreSQL would join the part with the whole table.
     */
    private String isInPart(Step.Delete step) {
        return plan.catalog()
                        .table(step.table())
                        .filter(table -> table.structure().kind() == Structure.Kind.TABLE)
                        .isPresent()
                ? ROW + ".ctid = any (array(select ctid from part))"
                : RowConditions.isInPart(ROW);
    }

    /**
     * As {@link #delete(Step.Delete, int)}, and locks the parents by which the rows are found. For parents that are not
     * locked yet: whoever gives one to somebody else meanwhile would take it without its children.
     */
    public String deleteLockingParents(Step.Delete step, int limit) {
        return removal(step, LockedPath.part(step, limit) + ", ", RowConditions.isInPart(step, ROW), COUNT_OF_PART);
    }

    /**
     * Deletes the rows of a step whose keys are kept as {@code :part}; they are locked, so that they are still those.
     */
    public String deleteKept(Step.Delete step) {
        String kept = keys.isKept(step.table(), keys.identifying(step.table()), ROW);
        return removal(step, "", kept + RowConditions.unlessHeld(step, ROW), NUMBER_KEPT);
    }

    /**
     * Deletes every row of a step, of which no more can be there than those whose keys are kept as {@code :part}: a
     * third of the time of {@link #deleteKept}, which looks up each of them.
     */
    public String deleteAllKept(Step.Delete step) {
        return removal(step, "", RowConditions.of(step, ROW), NUMBER_KEPT);
    }

    /**
     * Sets the columns of a step that deletes nothing to NULL in at most {@code limit} rows where they are not yet;
     * selects in how many.
     */
    public String setToNull(Step step, int limit) {
        if (step instanceof Step.NullifyReference nullify) {
            return setToNull(step, nullify.columns(), limit);
        }
        return step instanceof Step.NullifySharedReference nullify
                ? setToNull(step, nullify.columns(), limit)
                : setToNull(step, List.of(((Step.Anonymize) step).path().column()), limit);
    }

    private String setToNull(Step step, List<String> columns, int limit) {
        String set = columns.stream().map(name -> quoted(name) + " = null").collect(Collectors.joining(", "));
        String update = " update " + quoted(step.table()) + " " + ROW + " set " + set;
        RowImage image = images.get(step.table());
        return image == null
                ? "with " + part(step, limit) + ", touched as (" + update + " where "
                        + RowConditions.isInPart(step, ROW) + " returning 1) select count(*), null from touched"
                : "with " + part(step, limit) + ", " + new NulledReferences(image, columns).logging(step, update)
                        + " select count(*), null from touched";
    }

    private static String part(Step step, int limit) {
        if (step instanceof Step.NullifySharedReference nullify
                && nullify.parents().retainedFor().isEmpty()) {
            return LockedPath.part(step, limit);
        }
        return "part as materialized (select q.tableoid, q.ctid " + from(step, "q") + " limit " + limit + ")";
    }

    private String removal(Step.Delete step, String with, String condition, String meant) {
        List<String> owner = step.path().columns();
        RowImage image = images.get(step.table());
        Stream<String> logged =
                image == null ? Stream.of() : image.columns().stream().map(RowImage.Column::name);
        List<String> returned = Stream.of(owner.stream(), external.columns(step.table()), logged)
                .flatMap(columns -> columns)
                .distinct()
                .toList();
        return "with " + with + "removed as (delete from " + quoted(step.table()) + " " + ROW + " where " + condition
                + " returning " + list(ROW, returned) + ")"
                + external.writing(step.table(), "removed")
                + (image == null ? "" : ", " + deleted(step, image).writing("removed", DELETED, 0))
                + " select coalesce(" + meant
                + ", 0), removed_rows.n, removed_rows.foreign_owners from (select count(*) as n, "
                + RowConditions.foreignOwners(step, "removed") + " as foreign_owners from removed) removed_rows";
    }

    /** The subject's own value, in every row the same, is not one of the identifiers that do not compress. */
    private static LogEntries deleted(Step.Delete step, RowImage image) {
        Optional<String> own =
                step.path() instanceof SubjectPath.ByColumn path ? Optional.of(path.column()) : Optional.empty();
        return new LogEntries(
                image.table(),
                image.columns().stream()
                        .map(column -> own.filter(column.name()::equals).isPresent()
                                ? new LogEntries.Logged(column.name(), column, column.formatAsText())
                                : LogEntries.Logged.of(column))
                        .toList());
    }

    private static String from(Step step, String alias) {
        return "from " + quoted(step.table()) + " " + alias + " where " + RowConditions.of(step, alias);
    }
}
