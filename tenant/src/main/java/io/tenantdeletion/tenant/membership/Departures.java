package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.MembershipRemoval;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.registry.IndexScans;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Takes a user out of every tenant that has an owner without them: a part of the tenants at a time, each part locked,
 * decided and written in one transaction, so that neither memory nor the time a tenant is locked grows with their
 * number. What a call that broke off has done stays done; calling again goes on from there.
 */
@ApplicationScoped
class Departures {

    static final int PART = 500;

    /** In the order of ids, as everybody who locks more than one tenant. */
    static final String LOCK_PART = """
            select t.id
              from tenant.tenant_members m join tenant.tenants t on t.id = m.tenant_id
             where m.user_id = :user and m.tenant_id > :after
             order by m.tenant_id limit :part
               for no key update of t""";

    /** A statement of its own, after the locks: it sees what was committed while it waited for them. */
    static final String LEAVE = """
            with gone as (
            delete from tenant.tenant_members m
             using tenant.tenants t
             where m.user_id = :user and m.tenant_id in (:tenants) and t.id = m.tenant_id and t.owner_id <> :user
               and (m.role <> 'owner'
                    or exists (select 1 from tenant.tenant_members o
                                where o.tenant_id = m.tenant_id and o.role = 'owner' and o.role in ('owner', 'admin')
                                  and o.user_id <> :user))
            returning m.id, m.tenant_id, m.role, m.created_at)
            select count(*), cast(json_agg(gone) as text) from gone""";

    static final String STAYED_IN = """
            select m.tenant_id from tenant.tenant_members m
             where m.user_id = :user and m.tenant_id in (:tenants) order by m.tenant_id""";

    /** A user may own a tenant without being a member of it, where somebody wrote past this service. */
    static final String BELONGS_TO = """
            select m.tenant_id from tenant.tenant_members m where m.user_id = :user
            union
            select t.id from tenant.tenants t where t.owner_id = :user
            order by 1""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int MOST_ROUNDS = 3;

    private final TenantChanges changes;
    private final ErasedUsers erased;
    private final AuditTrail audit;
    private final DepartureLog log;

    Departures(TenantChanges changes, ErasedUsers erased, AuditTrail audit, DepartureLog log) {
        this.log = log;
        this.changes = changes;
        this.erased = erased;
        this.audit = audit;
    }

    /** Takes the user out of all tenants; those that would have no owner then are in the answer. */
    Uni<MembershipRemoval> leaveAll(UserId user, Requester by) {
        DepartureSummary summary = new DepartureSummary();
        return leaveParts(
                        user,
                        by,
                        summary,
                        Optional.empty(),
                        () -> Uni.createFrom().item(false))
                .map(last -> summary.result(user, now()));
    }

    /**
     * As {@link #leaveAll}, for a user who is deleted: where nothing is left, the user is remembered as erased in the
     * transaction of the last part, and what this service has written down about the user elsewhere is forgotten.
     * Whoever was made a member meanwhile leaves once more.
     *
     * @param job the user's deletion
     * @param terms on which it can be undone; empty where it cannot
     */
    Uni<MembershipRemoval> eraseAll(UserId user, JobId job, Requester by, Optional<RestoreWindow> terms) {
        DepartureSummary summary = new DepartureSummary();
        Supplier<Uni<Boolean>> round = () -> leaveParts(user, by, summary, terms, () -> erased.add(user, job))
                .map(Part::finished);
        return changes.inTransaction(() -> log.open(terms))
                .chain(() -> repeat(round, summary, MOST_ROUNDS))
                .flatMap(finished -> finished ? erased.forget(user, terms) : addBelongings(user, summary))
                .map(done -> summary.result(user, now()));
    }

    private static Uni<Boolean> repeat(Supplier<Uni<Boolean>> round, DepartureSummary summary, int rounds) {
        return round.get()
                .flatMap(finished -> finished || !summary.hasLeftAll() || rounds == 1
                        ? Uni.createFrom().item(finished)
                        : repeat(round, summary, rounds - 1));
    }

    /** Only where nothing was in the answer yet, so that no tenant is in it twice. */
    private static Uni<Void> addBelongings(UserId user, DepartureSummary summary) {
        if (!summary.hasLeftAll()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.withSession(() -> Panache.getSession()
                .flatMap(session -> session.createNativeQuery(BELONGS_TO, UUID.class)
                        .setParameter("user", user.value())
                        .getResultList())
                .invoke(summary::addCameBack)
                .replaceWithVoid());
    }

    /** Part after part; {@code finish} is called in the transaction of the last one where the user has left all. */
    private Uni<Part> leaveParts(
            UserId user,
            Requester by,
            DepartureSummary summary,
            Optional<RestoreWindow> terms,
            Supplier<Uni<Boolean>> finish) {
        AtomicReference<UUID> last = new AtomicReference<>(BEFORE_ALL);
        return Multi.createBy()
                .repeating()
                .uni(() -> changes.inTransaction(() -> leavePart(user, last.get(), by, terms)
                                .flatMap(part -> part.size() < PART && part.isLeft() && summary.hasLeftAll()
                                        ? finish.get().map(part::finished)
                                        : Uni.createFrom().item(part)))
                        .invoke(part -> {
                            summary.add(part.deleted(), part.stayedIn());
                            last.set(part.last());
                        }))
                .whilst(part -> part.size() == PART)
                .collect()
                .last();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * What became of one part.
     *
     * @param last the last tenant of it
     * @param finished what the whole departure ended with, where this was the end
     */
    private record Part(int size, UUID last, long deleted, List<UUID> stayedIn, boolean finished) {

        boolean isLeft() {
            return stayedIn.isEmpty();
        }

        Part finished(boolean so) {
            return new Part(size, last, deleted, stayedIn, so);
        }
    }

    private Uni<Part> leavePart(UserId user, UUID after, Requester by, Optional<RestoreWindow> terms) {
        return Panache.getSession()
                .flatMap(IndexScans::only)
                .flatMap(session -> lockPart(session, user, after)
                        .flatMap(tenants -> tenants.isEmpty()
                                ? Uni.createFrom().item(new Part(0, after, 0, List.of(), false))
                                : leave(session, user, tenants, by, terms)));
    }

    private static Uni<List<UUID>> lockPart(Mutiny.Session session, UserId user, UUID after) {
        return session.createNativeQuery(LOCK_PART, UUID.class)
                .setParameter("user", user.value())
                .setParameter("after", after)
                .setParameter("part", PART)
                .getResultList();
    }

    private Uni<Part> leave(
            Mutiny.Session session, UserId user, List<UUID> tenants, Requester by, Optional<RestoreWindow> terms) {
        UUID last = tenants.get(tenants.size() - 1);
        return session.createNativeQuery(LEAVE, Object[].class)
                .setParameter("user", user.value())
                .setParameter("tenants", tenants)
                .getSingleResult()
                .call(gone -> log.write(terms, DepartureLog.MEMBERS, (String) gone[1]))
                .map(gone -> ((Number) gone[0]).intValue())
                .call(deleted -> deleted == 0
                        ? Uni.createFrom().voidItem()
                        : audit.done(by, "memberships.deleted", user.value(), Map.of("tenant_members", deleted)))
                .flatMap(deleted -> stayedIn(session, user, tenants)
                        .map(stayed -> new Part(tenants.size(), last, deleted, stayed, false)));
    }

    private static Uni<List<UUID>> stayedIn(Mutiny.Session session, UserId user, List<UUID> tenants) {
        return session.createNativeQuery(STAYED_IN, UUID.class)
                .setParameter("user", user.value())
                .setParameter("tenants", tenants)
                .getResultList();
    }
}
