package io.tenantdeletion.commons.restore;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.Trigger;
import io.tenantdeletion.commons.catalog.Trigger.Mode;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.restorelog.RestoreLogProblems;
import io.tenantdeletion.commons.sql.LoggedRows;
import io.tenantdeletion.commons.sql.RestoreStatements;
import io.tenantdeletion.commons.sql.SqlStatements;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What PostgreSQL's triggers would do to rows that come back. They are off where they may be: users' do not change what
 * was right before, and what the foreign keys' check is looked at here, a statement a key and not a probe a row.
 */
final class RestoreChecks {

    private static final String BEGIN = """
            select case when :off and has_parameter_privilege('session_replication_role', 'set') and not exists (
                     select from json_array_elements(cast(cast(:tables as text) as json)) e
                     join pg_catalog.pg_namespace n on n.nspname = e ->> 0
                     join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = e ->> 1
                     join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype <> 'f' and k.condeferrable)
                   then set_config('session_replication_role', 'replica', true) end is not null""";

    private static final String CHECK_DEFERRED = "set constraints all immediate";

    /**
     * What is known of users' triggers.
     *
     * @param allowed those that may fire, and do
     * @param mayBeOff whether the others, and those of foreign keys, may be off
     */
    record Triggers(Set<String> allowed, boolean mayBeOff) {}

    private final Mutiny.Session session;
    private final Plan plan;
    private final RestoreStatements sql;
    private boolean areOff;

    RestoreChecks(Mutiny.Session session, Plan plan, RestoreStatements sql) {
        this.session = session;
        this.plan = plan;
        this.sql = sql;
    }

    /**
     * Turns triggers off where nothing depends on them that is not looked at here.
     *
     * @return fails with a 409 problem where others would
     */
    Uni<Void> begin(List<LoggedRows> logged, Triggers known) {
        Set<String> allowed = known.allowed();
        List<Trigger> triggers =
                logged.stream().flatMap(this::triggers).distinct().toList();
        boolean mayBeOff = known.mayBeOff()
                && !logged.isEmpty()
                && triggers.stream().noneMatch(trigger -> allowed.contains(trigger.toString()))
                && logged.stream()
                        .flatMap(rows -> plan.catalog().from(rows.table()).stream())
                        .allMatch(key -> !key.state().partial()
                                && plan.catalog().table(key.to()).isPresent());
        JsonArray tables = new JsonArray();
        logged.forEach(rows -> tables.add(
                new JsonArray().add(rows.table().schema()).add(rows.table().name())));
        return session.createNativeQuery(BEGIN, Boolean.class)
                .setParameter("off", mayBeOff)
                .setParameter("tables", tables.encode())
                .getSingleResult()
                .invoke(off -> {
                    areOff = off;
                    require(triggers.stream()
                            .filter(trigger -> !allowed.contains(trigger.toString()))
                            .filter(trigger -> trigger.mode() == Mode.ALWAYS
                                    || trigger.mode() == (off ? Mode.REPLICA : Mode.ORIGIN))
                            .map(Refusals::fires));
                })
                .replaceWithVoid();
    }

    private Stream<Trigger> triggers(LoggedRows rows) {
        List<String> set =
                rows.columns().subList(rows.keyColumns(), rows.columns().size());
        return plan.catalog().table(rows.table()).stream()
                .flatMap(table -> table.access().triggers().stream())
                .filter(trigger -> !trigger.isOurs() && trigger.mode() != Mode.DISABLED)
                .filter(trigger -> rows.isDeleted()
                        ? trigger.firing().events().contains(Trigger.Event.INSERT)
                        : trigger.firesOnUpdateOf(set));
    }

    /**
     * Fails with a 409 problem where a row that came back refers to one that there is not any more.
     *
     * @param subject its value in the tables, as text
     */
    Uni<Void> check(String subject, List<LoggedRows> logged) {
        if (!areOff) {
            return session.createNativeQuery(CHECK_DEFERRED)
                    .executeUpdate()
                    .onFailure(ConstraintViolationException.class)
                    .transform(failure -> Refusals.deferred((ConstraintViolationException) failure))
                    .replaceWithVoid();
        }
        return checkKeys(subject, logged);
    }

    private Uni<Void> checkKeys(String subject, List<LoggedRows> logged) {
        return Multi.createFrom()
                .iterable(logged.stream()
                        .map(LoggedRows::table)
                        .distinct()
                        .filter(table -> plan.delete(table).isPresent())
                        .toList())
                .onItem()
                .transformToIterable(table -> plan.catalog().from(table))
                .filter(key -> !isPath(key))
                .onItem()
                .transformToUniAndConcatenate(key -> check(key, subject))
                .collect()
                .asList()
                .invoke(findings -> require(findings.stream().flatMap(List::stream)))
                .replaceWithVoid();
    }

    /** Whether a row without a parent by this key is not found, which was seen when it came back. */
    private boolean isPath(ForeignKey key) {
        return plan.delete(key.from()).orElseThrow().path() instanceof SubjectPath.ByParent up
                && up.key().equals(key);
    }

    private Uni<List<Finding>> check(ForeignKey key, String subject) {
        boolean isOwn = plan.delete(key.to())
                        .filter(parents -> parents.retainedFor().isEmpty())
                        .isPresent()
                && plan.staysWithinSubject(key);
        Uni<?> locked = isOwn
                ? Uni.createFrom().voidItem()
                : session.createNativeQuery(sql.lockParents(key), Long.class)
                        .setParameter(SqlStatements.SUBJECT, subject)
                        .getSingleResult();
        return locked.chain(() -> session.createNativeQuery(sql.lacksParents(key), Boolean.class)
                        .setParameter(SqlStatements.SUBJECT, subject)
                        .getSingleResult())
                .map(lacks -> lacks ? List.of(Refusals.missing(key)) : List.of());
    }

    private static void require(Stream<Finding> nothing) {
        List<Finding> findings = nothing.toList();
        if (!findings.isEmpty()) {
            throw RestoreLogProblems.refused(findings);
        }
    }
}
