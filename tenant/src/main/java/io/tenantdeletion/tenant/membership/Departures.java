package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.registry.ByIndex;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
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
            delete from tenant.tenant_members m
             using tenant.tenants t
             where m.user_id = :user and m.tenant_id in (:tenants) and t.id = m.tenant_id and t.owner_id <> :user
               and (m.role <> 'owner'
                    or exists (select 1 from tenant.tenant_members o
                                where o.tenant_id = m.tenant_id and o.role = 'owner' and o.role in ('owner', 'admin')
                                  and o.user_id <> :user))""";

    static final String STAYED_IN = """
            select m.tenant_id from tenant.tenant_members m
             where m.user_id = :user and m.tenant_id in (:tenants) order by m.tenant_id""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final TenantChanges changes;
    private final AuditTrail audit;

    Departures(TenantChanges changes, AuditTrail audit) {
        this.changes = changes;
        this.audit = audit;
    }

    /** Takes the user out of all tenants; those that would have no owner then are in the answer. */
    Uni<Departure> leaveAll(UserId user, Requester by) {
        DepartureTally tally = new DepartureTally();
        AtomicReference<UUID> last = new AtomicReference<>(BEFORE_ALL);
        return Multi.createBy()
                .repeating()
                .uni(() -> changes.inTransaction(() -> leavePart(user, last.get(), by))
                        .invoke(part -> {
                            tally.add(part.deleted(), part.stayedIn());
                            last.set(part.last());
                        }))
                .whilst(part -> part.size() == PART)
                .collect()
                .last()
                .map(part -> tally.result(user, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** What became of one part; {@code last} is the last tenant of it. */
    private record Part(int size, UUID last, long deleted, List<UUID> stayedIn) {}

    private Uni<Part> leavePart(UserId user, UUID after, Requester by) {
        return Panache.getSession()
                .flatMap(ByIndex::only)
                .flatMap(session -> lockPart(session, user, after)
                        .flatMap(tenants -> tenants.isEmpty()
                                ? Uni.createFrom().item(new Part(0, after, 0, List.of()))
                                : leave(session, user, tenants, by)));
    }

    private static Uni<List<UUID>> lockPart(Mutiny.Session session, UserId user, UUID after) {
        return session.createNativeQuery(LOCK_PART, UUID.class)
                .setParameter("user", user.value())
                .setParameter("after", after)
                .setParameter("part", PART)
                .getResultList();
    }

    private Uni<Part> leave(Mutiny.Session session, UserId user, List<UUID> tenants, Requester by) {
        UUID last = tenants.get(tenants.size() - 1);
        return session.createNativeQuery(LEAVE)
                .setParameter("user", user.value())
                .setParameter("tenants", tenants)
                .executeUpdate()
                .call(deleted -> deleted == 0
                        ? Uni.createFrom().voidItem()
                        : audit.done(by, "memberships.deleted", user.value(), Map.of("tenant_members", deleted)))
                .flatMap(deleted -> stayedIn(session, user, tenants)
                        .map(stayed -> new Part(tenants.size(), last, deleted, stayed)));
    }

    private static Uni<List<UUID>> stayedIn(Mutiny.Session session, UserId user, List<UUID> tenants) {
        return session.createNativeQuery(STAYED_IN, UUID.class)
                .setParameter("user", user.value())
                .setParameter("tenants", tenants)
                .getResultList();
    }
}
