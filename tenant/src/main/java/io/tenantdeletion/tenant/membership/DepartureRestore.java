package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.restorelog.RestoreLogProblems;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.outbox.OutboxEvents;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Gives back what a user's deletion has changed here, where it is still as the deletion has left it, in one
 * transaction: memberships of tenants that are still there, ownerships, the name in lines of tenants' logs. The user is
 * not erased any more.
 */
@ApplicationScoped
class DepartureRestore {

    private static final String WINDOW = """
            select expires_at > now(), cast(restored_counts as text) from tenant.departures where job_id = :job
            for update""";

    private static final String WAS_ERASED =
            "select exists (select from tenant.erased_users where user_id = :user and job_id = :job)";

    private static final String LIFT = """
            with lifted as (delete from tenant.erased_users where user_id = :user and job_id = :job returning 1)
            select count(*) from lifted""";

    private static final String ROWS = "json_to_recordset(cast(cast(:rows as text) as json))";

    /** In the order of ids, as everybody who locks more than one tenant. */
    private static final String LOCK = """
            select t.id from tenant.tenants t
             where t.id in (select r.tenant_id from %s as r (tenant_id uuid)) order by t.id
               for no key update of t""".formatted(ROWS);

    /** A tenant that is being deleted takes nobody in any more. */
    private static final String JOIN = """
            with back as (
              insert into tenant.tenant_members (id, tenant_id, user_id, role, created_at)
              select r.id, r.tenant_id, cast(:user as uuid), r.role, r.created_at
                from %s as r (id uuid, tenant_id uuid, role text, created_at timestamptz)
                join tenant.tenants t on t.id = r.tenant_id and not t.purging
              on conflict do nothing returning 1)
            select count(*) from back""".formatted(ROWS);

    /** Whoever has got it must still be its owner in every respect. */
    private static final String OWN = """
            with given as (
              update tenant.tenants t set owner_id = r.owner_id, updated_at = now()
                from %s as r (tenant_id uuid, owner_id uuid, role text, new_owner_id uuid, new_owner_role text)
               where t.id = r.tenant_id and t.owner_id = r.new_owner_id and not t.purging
                 and exists (select 1 from tenant.tenant_members n
                              where n.tenant_id = t.id and n.user_id = r.new_owner_id and n.role = 'owner')
              returning t.id, r.owner_id, r.role, r.new_owner_id, r.new_owner_role),
            left_to as (
              update tenant.tenant_members m set role = g.new_owner_role from given g
               where m.tenant_id = g.id and m.user_id = g.new_owner_id and g.new_owner_role is not null),
            given_to as (
              update tenant.tenant_members m set role = g.role from given g
               where m.tenant_id = g.id and m.user_id = :user and g.role is not null)
            select id, new_owner_id, owner_id from given order by id""".formatted(ROWS);

    /** A line that somebody has changed meanwhile stays, and is not counted. */
    private static final String NAME = """
            with named as (
              update tenant.audit_logs l
                 set user_id = case when r.named and l.user_id is null then cast(:user as uuid) else l.user_id end,
                     detail = case when l.detail is not distinct from r.after then r.before else l.detail end
                from %s as r (id uuid, named boolean, before text, after text)
               where l.id = r.id and (r.named and l.user_id is null
                 or l.detail is not distinct from r.after and r.before is distinct from r.after) returning 1)
            select count(*) from named""".formatted(ROWS);

    private static final String CLOSE = """
            with gone as (delete from tenant.departure_log where job_id = :job)
            update tenant.departures set restored_counts = cast(cast(:counts as text) as jsonb) where job_id = :job""";

    private final TenantChanges changes;
    private final DepartureLog log;
    private final AuditTrail audit;
    private final OutboxEvents outbox;

    DepartureRestore(TenantChanges changes, DepartureLog log, AuditTrail audit, OutboxEvents outbox) {
        this.changes = changes;
        this.log = log;
        this.audit = audit;
        this.outbox = outbox;
    }

    /**
     * Restores, or changes nothing. Can be repeated.
     *
     * @return how many rows, by table; fails with a 409 problem where the key is wrong or another deletion has erased
     *     the user, 410 where it is too late, 503 where a tenant is about to be deleted
     */
    Uni<Map<String, Long>> restore(UserId user, JobId job, RestoreKey key, Requester by) {
        return changes.inTransaction(() -> restored(user, job)
                        .flatMap(before -> before.map(counts -> Uni.createFrom().item(counts))
                                .orElseGet(
                                        () -> log.read(job, key).flatMap(entries -> giveBack(user, job, entries, by)))))
                .onFailure(TenantChanges::isFenced)
                .transform(fenced -> new ProblemException(
                        ProblemType.UNAVAILABLE, "A tenant of the user is about to be deleted; try again."));
    }

    /** What came of it before; empty where it is to be done. */
    private Uni<Optional<Map<String, Long>>> restored(UserId user, JobId job) {
        return query(WINDOW, Object[].class, query -> query.setParameter("job", job.value()))
                .flatMap(rows -> {
                    if (rows.isEmpty()) {
                        return requireNotErased(user, job);
                    }
                    Object[] window = rows.get(0);
                    if (window[1] != null) {
                        return Uni.createFrom().item(Optional.of(counts((String) window[1])));
                    }
                    if (!(Boolean) window[0]) {
                        throw RestoreLogProblems.over("Its restore window has ended.");
                    }
                    return Uni.createFrom().item(Optional.empty());
                });
    }

    private Uni<Optional<Map<String, Long>>> requireNotErased(UserId user, JobId job) {
        return query(WAS_ERASED, Boolean.class, query -> of(query, user, job)).map(erased -> {
            if (erased.get(0)) {
                throw RestoreLogProblems.over("There is no restore log of it, or not any more.");
            }
            return Optional.of(Map.of());
        });
    }

    private Uni<Map<String, Long>> giveBack(UserId user, JobId job, List<DepartureLog.Entry> entries, Requester by) {
        Map<String, Long> counts = new LinkedHashMap<>();
        return query(LIFT, Long.class, query -> of(query, user, job))
                .chain(() -> each(
                        entries,
                        DepartureLog.MEMBERS,
                        json -> rows(LOCK, UUID.class, json)
                                .chain(() -> named(JOIN, Long.class, json, user))
                                .invoke(rows -> add(counts, "tenant_members", rows.get(0)))
                                .replaceWithVoid()))
                .chain(() -> each(
                        entries,
                        DepartureLog.OWNERS,
                        json -> rows(LOCK, UUID.class, json)
                                .chain(() -> named(OWN, Object[].class, json, user))
                                .flatMap(given -> told(given, by).invoke(() -> add(counts, "tenants", given.size())))))
                .chain(() -> each(
                        entries,
                        DepartureLog.LINES,
                        json -> named(NAME, Long.class, json, user)
                                .invoke(rows -> add(counts, "audit_logs", rows.get(0)))
                                .replaceWithVoid()))
                .chain(() -> audit.done(by, "memberships.restored", user.value(), counts))
                .chain(() -> close(job, counts))
                .replaceWith(counts);
    }

    private static void add(Map<String, Long> counts, String table, long rows) {
        if (rows > 0) {
            counts.merge(table, rows, Long::sum);
        }
    }

    private static Uni<Void> each(List<DepartureLog.Entry> entries, String kind, Function<String, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(entries)
                .filter(entry -> entry.kind().equals(kind))
                .onItem()
                .transformToUniAndConcatenate(entry -> work.apply(entry.json()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> told(List<Object[]> given, Requester by) {
        return Multi.createFrom()
                .iterable(given)
                .onItem()
                .transformToUniAndConcatenate(row -> {
                    UUID tenant = (UUID) row[0];
                    UUID from = (UUID) row[1];
                    UUID to = (UUID) row[2];
                    return audit.done(
                                    by,
                                    "ownership.transferred",
                                    tenant,
                                    Map.of("former_owner_id", from, "new_owner_id", to))
                            .chain(() -> outbox.ownershipTransferred(tenant, from, to));
                })
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> close(JobId job, Map<String, Long> counts) {
        return Panache.getSession()
                .flatMap(session -> session.createNativeQuery(CLOSE)
                        .setParameter("job", job.value())
                        .setParameter("counts", new JsonObject(new LinkedHashMap<>(counts)).encode())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static <T> Uni<List<T>> rows(String sql, Class<T> type, String json) {
        return query(sql, type, query -> query.setParameter("rows", json));
    }

    private static <T> Uni<List<T>> named(String sql, Class<T> type, String json, UserId user) {
        return query(sql, type, query -> query.setParameter("rows", json).setParameter("user", user.value()));
    }

    private static <T> Mutiny.SelectionQuery<T> of(Mutiny.SelectionQuery<T> query, UserId user, JobId job) {
        return query.setParameter("user", user.value()).setParameter("job", job.value());
    }

    private static <T> Uni<List<T>> query(
            String sql, Class<T> type, UnaryOperator<Mutiny.SelectionQuery<T>> parameters) {
        return Panache.getSession()
                .flatMap(session ->
                        parameters.apply(session.createNativeQuery(sql, type)).getResultList());
    }

    private static Map<String, Long> counts(String json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        new JsonObject(json).forEach(entry -> counts.put(entry.getKey(), ((Number) entry.getValue()).longValue()));
        return counts;
    }
}
