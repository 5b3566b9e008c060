package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.registry.TenantChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Users whose account was deleted: they never become members or owners again, which a trigger sees to. */
@ApplicationScoped
public class ErasedUsers implements PanacheRepositoryBase<ErasedUser, UUID> {

    private static final String ERASE = "select tenant.erase_user(:user, :job)";

    // In parts, and each in a transaction of its own: nobody waits long for a line of theirs.
    private static final String FORGET_PART = """
            with part as materialized (
              select id, user_id is not null and user_id = :user as named, detail as before from tenant.audit_logs
               where user_id = :user
                  or (detail like '%-%-%-%-%' and tenant.uuids_in(detail) @> array[cast(:user as uuid)])
               order by id limit :part for no key update),
            changed as (
              update tenant.audit_logs l
                 set user_id = nullif(l.user_id, cast(:user as uuid)),
                     detail = regexp_replace(l.detail, cast(cast(:user as uuid) as text), 'erased', 'gi')
                from part where l.id = part.id
              returning l.id, part.named, part.before, l.detail as after)
            select count(*), cast(json_agg(changed) as text) from changed""";

    private static final int PART = 1_000;

    private final TenantChanges changes;
    private final DepartureLog log;

    ErasedUsers(TenantChanges changes, DepartureLog log) {
        this.log = log;
        this.changes = changes;
    }

    /**
     * Remembers in the current transaction that a user is erased, and waits for whoever makes the user a member or an
     * owner at this moment.
     *
     * @return false, and nothing is remembered, where the user is still a member or an owner of something
     */
    Uni<Boolean> add(UserId user, JobId job) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(ERASE, Boolean.class)
                        .setParameter("user", user.value())
                        .setParameter("job", job.value())
                        .getSingleResult());
    }

    /** Takes the user's id out of what tenants wrote down about their members. */
    Uni<Void> forget(UserId user, Optional<RestoreWindow> terms) {
        return changes.inTransaction(() -> getSession()
                        .flatMap(session -> session.createNativeQuery(FORGET_PART, Object[].class)
                                .setParameter("user", user.value())
                                .setParameter("part", PART)
                                .getSingleResult())
                        .call(changed -> log.write(terms, DepartureLog.LINES, (String) changed[1])))
                .flatMap(changed -> ((Number) changed[0]).intValue() < PART
                        ? Uni.createFrom().voidItem()
                        : forget(user, terms));
    }

    /** In the current session; fails with 409 {@code user-erased}. */
    public Uni<Void> requireNotErased(UserId user) {
        return findById(user.value())
                .onItem()
                .ifNotNull()
                .failWith(TenantChanges::userErased)
                .replaceWithVoid();
    }
}
