package io.tenantdeletion.tenant.membership;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.TenantAdmin;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.tenant.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who administers a tenant, from this service's own database: it is the one the others ask. */
@ApplicationScoped
class LocalTenantAdmins implements TenantAdmins {

    private final Tenants tenants;
    private final Memberships memberships;

    LocalTenantAdmins(Tenants tenants, Memberships memberships) {
        this.tenants = tenants;
        this.memberships = memberships;
    }

    @Override
    public Uni<List<TenantAdmin>> of(TenantId tenant) {
        return Panache.withSession(() -> tenants.require(tenant)
                .flatMap(known -> memberships.administering(tenant))
                .map(members -> members.stream().map(LocalTenantAdmins::asAdmin).toList()));
    }

    private static TenantAdmin asAdmin(TenantMember member) {
        return new TenantAdmin(new UserId(member.userId), member.role.text());
    }
}
