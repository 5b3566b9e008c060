package io.tenantdeletion.tenant.ownership;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.membership.MemberRole;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.membership.TenantMember;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives a tenant to another owner: the owner and both roles, or nothing. */
@ApplicationScoped
class OwnershipTransfer {

    private final TenantChanges changes;
    private final Memberships memberships;
    private final AuditTrail audit;

    OwnershipTransfer(TenantChanges changes, Memberships memberships, AuditTrail audit) {
        this.changes = changes;
        this.memberships = memberships;
        this.audit = audit;
    }

    /** Carries a transfer out; fails with 404 for an unknown tenant, or with what {@link TransferRules} say. */
    Uni<Tenant> transfer(TenantId id, TransferRequest wish, Requester by) {
        return changes.alone(
                id,
                tenant -> memberships
                        .administering(id)
                        .flatMap(admins -> TransferRules.check(by, wish, tenant, admins)
                                ? carryOut(tenant, wish.newOwnerId().value(), admins, by)
                                : Uni.createFrom().item(tenant)));
    }

    private Uni<Tenant> carryOut(Tenant tenant, UUID newOwner, List<TenantMember> admins, Requester by) {
        UUID formerOwner = tenant.ownerId;
        tenant.ownerId = newOwner;
        tenant.updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (TenantMember admin : admins) {
            if (admin.userId.equals(newOwner)) {
                admin.role = MemberRole.OWNER;
            } else if (admin.userId.equals(formerOwner)) {
                admin.role = MemberRole.ADMIN;
            }
        }
        Map<String, ?> detail = Map.of("former_owner_id", formerOwner, "new_owner_id", newOwner);
        return audit.done(by, "ownership.transferred", tenant.id, detail).replaceWith(tenant);
    }
}
