package io.tenantdeletion.commons.purge;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares what the statements of a call say they changed with what PostgreSQL counted in this transaction, in every
 * table: a trigger, a rule or an action that changes more, or less, is found before anything is committed. Rows that a
 * trigger adds, such as events, are no concern of it.
 *
 * <p>PostgreSQL's counts also hold what the session did before this transaction and has not yet reported, and what was
 * rolled back to a savepoint; so differences are compared. They count a partition's rows on the partition, and no
 * TRUNCATE.
 */
final class PurgeGuard {

    /** The rows that went are not the rows that should. */
    static final ProblemType PURGE_GUARD = new ProblemType(
            "purge-guard", 409, "Other rows changed than the deletion meant; this call changed nothing");

    // By the functions behind pg_stat_xact_user_tables: the view also adds up the scans of every index.
    private static final String COUNTS = """
            select n.nspname, c.relname, cast(sum(s.updated) as bigint), cast(sum(s.removed) as bigint)
            from (select oid, pg_catalog.pg_stat_get_xact_tuples_updated(oid) as updated,
                         pg_catalog.pg_stat_get_xact_tuples_deleted(oid) as removed
                  from pg_catalog.pg_class where relkind in ('r', 'm') and oid >= 16384 offset 0) s
            join pg_catalog.pg_class c on c.oid = coalesce(pg_catalog.pg_partition_root(s.oid), s.oid)
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where s.updated + s.removed > 0 and n.nspname <> 'tenant_deletion'
            group by 1, 2""";

    private final SubjectStatements statements;
    private Map<TableName, Changes> before;

    PurgeGuard(SubjectStatements statements) {
        this.statements = statements;
    }

    /** Remembers what was counted before. */
    Uni<Void> begin() {
        return counts().invoke(counted -> before = counted).replaceWithVoid();
    }

    /** Fails with a 409 problem where PostgreSQL counted other changes than the call's own. */
    Uni<Void> check(PurgeProgress progress) {
        return counts().invoke(after -> compare(after, progress)).replaceWithVoid();
    }

    private void compare(Map<TableName, Changes> after, PurgeProgress progress) {
        Set<TableName> tables = new TreeSet<>(after.keySet());
        tables.addAll(progress.removed().keySet());
        Map<String, Object> differences = new TreeMap<>();
        for (TableName table : tables) {
            Changes counted = after.getOrDefault(table, Changes.NONE).minus(before.getOrDefault(table, Changes.NONE));
            Changes meant = new Changes(
                    progress.updated().getOrDefault(table, 0L),
                    progress.removed().getOrDefault(table, 0L));
            if (!counted.equals(meant)) {
                differences.put(table.toString(), Map.of("meant", meant.asMap(), "counted", counted.asMap()));
            }
        }
        if (!differences.isEmpty()) {
            throw new ProblemException(
                    PURGE_GUARD,
                    "PostgreSQL counted other changes in " + differences.keySet()
                            + " than this call's statements made: a trigger, a rule or a foreign key's action changes"
                            + " rows on its own.",
                    Map.of("differences", differences),
                    Map.of());
        }
    }

    private Uni<Map<TableName, Changes>> counts() {
        return statements.rows(COUNTS, Map.of()).map(PurgeGuard::changes);
    }

    private static Map<TableName, Changes> changes(List<Object[]> rows) {
        Map<TableName, Changes> changes = new TreeMap<>();
        rows.forEach(row -> changes.put(
                new TableName((String) row[0], (String) row[1]), new Changes(number(row[2]), number(row[3]))));
        return changes;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    static ProblemException foreignRows(TableName table) {
        return new ProblemException(
                PURGE_GUARD,
                "A statement removed rows of " + table + " that are not the subject's; it was undone.",
                Map.of("tables", List.of(table.toString())),
                Map.of());
    }

    /** Of rows that were not locked nobody knows whether they have children. */
    static ProblemException rowsCame(TableName table) {
        return new ProblemException(
                PURGE_GUARD,
                "Rows of " + table + " came in behind the fence while they were deleted; it was undone.",
                Map.of("tables", List.of(table.toString())),
                Map.of());
    }

    static ProblemException rowsStay(List<String> tables) {
        return new ProblemException(
                PURGE_GUARD,
                "Rows of " + tables + " stay although they were deleted: something in the database cancels it.",
                Map.of("tables", tables),
                Map.of());
    }

    /** A row-level policy, or a right that is missing: PostgreSQL says which. */
    static Throwable notPermitted(Throwable failure) {
        return new ProblemException(
                PURGE_GUARD,
                "PostgreSQL refuses this to the purge role: " + message(failure)
                        + ". Grant what is missing; where a row-level policy hides rows, ALTER ROLE ... BYPASSRLS.",
                Map.of(),
                Map.of());
    }

    private static String message(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(PgException.class::isInstance)
                .map(cause -> ((PgException) cause).getErrorMessage())
                .findFirst()
                .orElse("insufficient privilege");
    }

    private record Changes(long updated, long removed) {

        static final Changes NONE = new Changes(0, 0);

        Changes minus(Changes other) {
            return new Changes(updated - other.updated, removed - other.removed);
        }

        Map<String, Long> asMap() {
            return Map.of("updated", updated, "removed", removed);
        }
    }
}
