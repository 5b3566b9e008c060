package io.tenantdeletion.tenant.ownership;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.RestoreWindow;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TransferRequest;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.membership.ChangedOwner;
import io.tenantdeletion.tenant.membership.DepartureLog;
import io.tenantdeletion.tenant.membership.ErasedUsers;
import io.tenantdeletion.tenant.membership.MemberRole;
import io.tenantdeletion.tenant.membership.Memberships;
import io.tenantdeletion.tenant.membership.TenantMember;
import io.tenantdeletion.tenant.outbox.OutboxEvents;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gives a tenant to another owner: the owner and both roles, or nothing. */
@ApplicationScoped
class OwnershipTransfer {

    private final TenantChanges changes;
    private final Memberships memberships;
    private final ErasedUsers erased;
    private final AuditTrail audit;
    private final OutboxEvents outbox;
    private final DepartureLog log;

    OwnershipTransfer(
            TenantChanges changes,
            Memberships memberships,
            ErasedUsers erased,
            AuditTrail audit,
            OutboxEvents outbox,
            DepartureLog log) {
        this.log = log;
        this.changes = changes;
        this.memberships = memberships;
        this.erased = erased;
        this.audit = audit;
        this.outbox = outbox;
    }

    /**
     * Carries a transfer out; fails with 404 for an unknown tenant, with what {@link TransferRules} say, or with 409
     * {@code user-erased}.
     *
     * @param terms on which it can be undone together with the former owner's deletion; empty where it cannot
     */
    Uni<Tenant> transfer(TenantId id, TransferRequest request, Requester by, Optional<RestoreWindow> terms) {
        return changes.withLock(
                id,
                tenant -> memberships
                        .administering(id)
                        .flatMap(admins -> TransferRules.check(by, request, tenant, admins)
                                ? keep(tenant, request, admins, terms)
                                        .chain(() -> carryOut(tenant, request, admins, by))
                                : Uni.createFrom().item(tenant))
                        .onFailure(TransferRules::isNotAdmin)
                        .recoverWithUni(refusal -> erased.requireNotErased(request.newOwnerId())
                                .chain(() -> Uni.createFrom().failure(refusal))));
    }

    private Uni<Void> keep(
            Tenant tenant, TransferRequest request, List<TenantMember> admins, Optional<RestoreWindow> terms) {
        UUID user = formerOwner(tenant, request);
        return log.owner(
                terms,
                new ChangedOwner(
                        tenant.id, tenant.ownerId, user, request.newOwnerId().value(), admins));
    }

    private static UUID formerOwner(Tenant tenant, TransferRequest request) {
        return request.currentOwnerId() == null
                ? tenant.ownerId
                : request.currentOwnerId().value();
    }

    private Uni<Tenant> carryOut(Tenant tenant, TransferRequest request, List<TenantMember> admins, Requester by) {
        UUID newOwner = request.newOwnerId().value();
        UUID formerOwner = formerOwner(tenant, request);
        tenant.ownerId = newOwner;
        tenant.updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Map<String, ?> detail = Map.of("former_owner_id", formerOwner, "new_owner_id", newOwner);
        return giveRole(admins, formerOwner, MemberRole.ADMIN)
                .flatMap(given -> giveRole(admins, newOwner, MemberRole.OWNER))
                .flatMap(given -> audit.done(by, "ownership.transferred", tenant.id, detail))
                .call(() -> outbox.ownershipTransferred(tenant.id, formerOwner, newOwner))
                .replaceWith(tenant);
    }

    /** To one of the admins; to nobody where the user is none of them. */
    private Uni<TenantMember> giveRole(List<TenantMember> admins, UUID user, MemberRole role) {
        return admins.stream()
                .filter(admin -> admin.userId.equals(user))
                .findFirst()
                .map(admin -> memberships.change(admin, role))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }
}
