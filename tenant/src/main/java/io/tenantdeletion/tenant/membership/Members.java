package io.tenantdeletion.tenant.membership;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.audit.AuditTrail;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.registry.TenantChanges;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Changes who belongs to a tenant, one member at a time. */
@ApplicationScoped
class Members {

    private final TenantChanges changes;
    private final Memberships memberships;
    private final AuditTrail audit;

    Members(TenantChanges changes, Memberships memberships, AuditTrail audit) {
        this.changes = changes;
        this.memberships = memberships;
        this.audit = audit;
    }

    /**
     * Makes the user a member in that role; changes nothing where that is so already.
     *
     * @return fails with 404 for an unknown tenant, 403, 409 {@code tenant-inactive} or 409 {@code last-owner}
     */
    Uni<TenantMember> put(TenantId tenant, UserId user, MemberRole role, Requester by) {
        return changes.withLock(
                tenant,
                locked -> memberships
                        .administering(tenant)
                        .invoke(admins -> {
                            MemberRules.requireOwner(by, admins);
                            MemberRules.requireActive(by, locked);
                        })
                        .flatMap(admins -> memberships
                                .find(tenant, user)
                                .flatMap(member -> member == null
                                        ? add(tenant, user, role, by)
                                        : change(locked, member, role, admins, by))));
    }

    private Uni<TenantMember> add(TenantId tenant, UserId user, MemberRole role, Requester by) {
        TenantMember member = new TenantMember();
        member.id = UUID.randomUUID();
        member.tenantId = tenant.value();
        member.userId = user.value();
        member.role = role;
        member.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return memberships
                .persist(member)
                .call(() -> audit.done(
                        by, "member.added", member.tenantId, Map.of("user_id", user.value(), "role", role.text())));
    }

    private Uni<TenantMember> change(
            Tenant tenant, TenantMember member, MemberRole role, List<TenantMember> admins, Requester by) {
        MemberRole before = member.role;
        if (before == role) {
            return Uni.createFrom().item(member);
        }
        if (role != MemberRole.OWNER) {
            MemberRules.requireAnotherOwner(tenant, member, admins);
        }
        Map<String, ?> detail = Map.of("user_id", member.userId, "role", role.text(), "role_before", before.text());
        return memberships.change(member, role).call(() -> audit.done(by, "member.changed", member.tenantId, detail));
    }

    /**
     * Takes the user out of the tenant.
     *
     * @return fails with 404 for an unknown tenant or member, 403, 409 {@code tenant-inactive} or 409
     *     {@code last-owner}
     */
    Uni<Void> remove(TenantId tenant, UserId user, Requester by) {
        return changes.withLock(
                tenant,
                locked -> memberships
                        .administering(tenant)
                        .invoke(admins -> {
                            if (!by.is(user)) {
                                MemberRules.requireOwner(by, admins);
                            }
                            MemberRules.requireActive(by, locked);
                        })
                        .flatMap(admins -> memberships
                                .find(tenant, user)
                                .onItem()
                                .ifNull()
                                .failWith(Members::unknown)
                                .invoke(member -> MemberRules.requireAnotherOwner(locked, member, admins)))
                        .flatMap(member -> memberships.end(member).call(() -> recordRemoval(member, by))));
    }

    private Uni<Void> recordRemoval(TenantMember member, Requester by) {
        Map<String, ?> detail = Map.of("user_id", member.userId, "role_before", member.role.text());
        return audit.done(by, "member.removed", member.tenantId, detail);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "The tenant has no such member.");
    }
}
