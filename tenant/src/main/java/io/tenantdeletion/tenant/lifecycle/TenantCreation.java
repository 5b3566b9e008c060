package io.tenantdeletion.tenant.lifecycle;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.registry.TenantView;
import io.tenantdeletion.tenant.registry.Tenants;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Makes tenants. */
@ApplicationScoped
class TenantCreation {

    private final TenantChanges changes;
    private final Tenants tenants;
    private final Memberships memberships;
    private final AuditTrail audit;

    TenantCreation(TenantChanges changes, Tenants tenants, Memberships memberships, AuditTrail audit) {
        this.changes = changes;
        this.tenants = tenants;
        this.memberships = memberships;
        this.audit = audit;
    }

    /** A new tenant and its owner; fails with 409 {@code user-erased} where that account was deleted. */
    Uni<TenantView> create(String name, UserId owner, Requester by) {
        return changes.inTransaction(() -> {
            Tenant tenant = tenant(name, owner);
            return tenants.persistAndFlush(tenant)
                    .chain(() -> memberships.addOwner(new TenantId(tenant.id), owner, tenant.createdAt))
                    .call(() -> audit.done(by, "tenant.created", tenant.id, Map.of("user_id", owner.value())))
                    .replaceWith(() -> TenantView.of(tenant));
        });
    }

    private static Tenant tenant(String name, UserId owner) {
        Tenant tenant = new Tenant();
        tenant.id = UUID.randomUUID();
        tenant.name = name;
        tenant.ownerId = owner.value();
        tenant.status = Tenant.ACTIVE;
        tenant.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        tenant.updatedAt = tenant.createdAt;
        return tenant;
    }
}
