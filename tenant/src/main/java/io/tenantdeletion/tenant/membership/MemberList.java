package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.paging.Page;
import io.tenantdeletion.tenant.paging.PageParameters;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;

/** Shows members to members. */
@ApplicationScoped
public class MemberList {

    private final Tenants tenants;
    private final Memberships memberships;

    MemberList(Tenants tenants, Memberships memberships) {
        this.tenants = tenants;
        this.memberships = memberships;
    }

    /** Part of a tenant's members; fails with 404 for an unknown tenant, with 403 for whoever is not one of them. */
    Uni<Page<TenantMember>> of(TenantId tenant, PageParameters parameters, Requester requester) {
        return Panache.withSession(() -> tenants.require(tenant)
                .call(() -> requireMember(tenant, requester))
                .flatMap(known -> memberships.ofTenant(tenant, parameters)));
    }

    /** Lets services, platform admins and members of the tenant pass; in the current session. */
    public Uni<Void> requireMember(TenantId tenant, Requester requester) {
        if (requester.isTrusted()) {
            return Uni.createFrom().voidItem();
        }
        return requester
                .user()
                .map(user -> memberships.contains(tenant, user))
                .orElseGet(() -> Uni.createFrom().item(false))
                .invoke(member -> {
                    if (!member) {
                        throw new ProblemException(ProblemType.FORBIDDEN, "Only members of this tenant may read it.");
                    }
                })
                .replaceWithVoid();
    }
}
