package io.tenantdeletion.tenant.lifecycle;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.membership.MemberRole;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.paging.Page;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Finds tenants by id or by a part of their name. */
@ApplicationScoped
class TenantSearch {

    private final Tenants tenants;
    private final Memberships memberships;

    TenantSearch(Tenants tenants, Memberships memberships) {
        this.tenants = tenants;
        this.memberships = memberships;
    }

    /**
     * Part of the tenants.
     *
     * @param text an id, or a part of a name in whatever case; null for any
     * @param member only tenants this user belongs to, with the user's role; null for all
     * @param sort what they are ordered by
     */
    Uni<Page<ListedTenant>> find(String text, UserId member, TenantSort sort, PageParameters parameters) {
        StringBuilder where = new StringBuilder("from Tenant t where 1 = 1");
        Parameters values = new Parameters();
        if (member != null) {
            where.append(" and t.id in (select m.tenantId from TenantMember m where m.userId = :member)");
            values.and("member", member.value());
        }
        if (text != null) {
            where.append(" and (t.id = :id or lower(t.name) like :name escape '!')");
            values.and("id", id(text)).and("name", "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
        }
        if (parameters.after() != null) {
            where.append(" and ").append(sort.after());
            values.and("after", parameters.after());
        }
        return Panache.withSession(() -> tenants.find(where + sort.orderBy(), values)
                .range(0, parameters.limit())
                .list()
                .map(found -> Page.of(parameters, found, tenant -> tenant.id))
                .flatMap(page -> member == null ? listed(page, Map.of()) : withRoles(page, member)));
    }

    private Uni<Page<ListedTenant>> withRoles(Page<Tenant> page, UserId member) {
        return memberships
                .roles(member, page.entries().stream().map(tenant -> tenant.id).toList())
                .flatMap(roles -> listed(page, roles));
    }

    private static Uni<Page<ListedTenant>> listed(Page<Tenant> page, Map<UUID, MemberRole> roles) {
        return Uni.createFrom().item(page.map(tenant -> new ListedTenant(TenantView.of(tenant), roles.get(tenant.id))));
    }

    /** An id that is none's where the text is no id. */
    private static UUID id(String text) {
        try {
            return UUID.fromString(text.strip());
        } catch (IllegalArgumentException noId) {
            return new UUID(0, 0);
        }
    }

    private static String escaped(String text) {
        return text.replaceAll("([!%_])", "!$1");
    }
}
