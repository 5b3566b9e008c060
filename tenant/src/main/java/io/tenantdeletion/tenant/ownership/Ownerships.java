package io.tenantdeletion.tenant.ownership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.paging.Page;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.registry.IndexScans;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What would become of a user's tenants without the user. */
@ApplicationScoped
class Ownerships {

    // Either half stops at the page's end, in the order of an index; the roles are spelled out as in the index of
    // owners
    // and admins, whose order is that of seniority.
    static final String PAGE = """
            with mine as (
              (select t.id from tenant.tenants t
                where t.owner_id = :user and t.id > :after order by t.id limit :most)
              union
              (select m.tenant_id from tenant.tenant_members m
                where m.user_id = :user and m.role = 'owner' and m.tenant_id > :after
                  and not exists (select 1 from tenant.tenant_members o
                                   where o.tenant_id = m.tenant_id and o.role in ('owner', 'admin')
                                     and o.role = 'owner' and o.user_id <> :user)
                order by m.tenant_id limit :most)
              order by 1 limit :most)
            select t.id, t.name, t.status,
                   array_to_string(array(
                     select a.user_id from tenant.tenant_members a
                      where a.tenant_id = t.id and a.role in ('owner', 'admin') and a.user_id <> :user
                      order by case a.role when 'owner' then 0 else 1 end, a.created_at, a.user_id limit :candidates), ' ')
              from mine join tenant.tenants t on t.id = mine.id
             order by t.id""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Part of the tenants that the user owns, or is the only one to have the role owner in; by tenant. */
    Uni<Page<TenantOwnership>> of(UserId user, PageParameters parameters) {
        return Panache.withTransaction(() -> Panache.getSession()
                .flatMap(IndexScans::only)
                .flatMap(session -> session.createNativeQuery(PAGE, Object[].class)
                        .setParameter("user", user.value())
                        .setParameter("after", parameters.after() == null ? BEFORE_ALL : parameters.after())
                        .setParameter("most", parameters.limit() + 1)
                        .setParameter(
                                "candidates",
                                parameters.limit() == 1
                                        ? TenantOwnership.MAX_CANDIDATES_OF_ONE
                                        : TenantOwnership.MAX_CANDIDATES)
                        .getResultList())
                .map(rows -> rows.stream().map(Ownerships::read).toList())
                .map(found -> Page.of(
                        parameters, found, ownership -> ownership.tenantId().value())));
    }

    private static TenantOwnership read(Object[] row) {
        List<UserId> candidates = Stream.of(((String) row[3]).split(" "))
                .filter(id -> !id.isEmpty())
                .map(UserId::fromString)
                .toList();
        return new TenantOwnership(
                new TenantId((UUID) row[0]),
                (String) row[1],
                candidates.isEmpty() ? null : candidates.get(0),
                candidates,
                (String) row[2]);
    }
}
