package io.tenantdeletion.tenant.ownership;

import io.tenantdeletion.commons.contract.TransferRequest;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.membership.MemberRole;
import io.tenantdeletion.tenant.membership.MemberRules;
import io.tenantdeletion.tenant.membership.TenantMember;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.requester.Requester;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whose a tenant may become, and who may say so. Pure: everything it needs is passed in. */
final class TransferRules {

    static final ProblemType TO_SELF =
            new ProblemType("transfer-to-self", 409, "The ownership cannot be transferred to oneself");
    static final ProblemType NOT_ADMIN =
            new ProblemType("new-owner-not-admin", 409, "The new owner must be an admin of the tenant");
    static final ProblemType OWNER_CHANGED =
            new ProblemType("owner-changed", 409, "The tenant belongs to somebody else by now");

    private TransferRules() {}

    /** The request's body; one that names nobody is a 400 problem. */
    static TransferRequest checked(TransferRequest body) {
        if (body == null || body.newOwnerId() == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Send a JSON object with new_owner_id.");
        }
        return body;
    }

    /**
     * Passes a transfer that may be carried out.
     *
     * @param admins owners and admins of the tenant
     * @return whether there is anything to do: a transfer that has been made already can be repeated
     * @throws ProblemException 403 or 409
     */
    static boolean check(Requester by, TransferRequest request, Tenant tenant, List<TenantMember> admins) {
        MemberRules.requireOwner(by, admins);
        if (by.is(request.newOwnerId())) {
            throw new ProblemException(TO_SELF, "Name another owner or admin of the tenant.");
        }
        MemberRules.requireActive(by, tenant);
        if (request.newOwnerId().value().equals(tenant.ownerId) && hasOwnersRole(request.newOwnerId(), admins)) {
            return false;
        }
        requireOwnerUntilNow(request, tenant, admins);
        requireAdmin(request, admins);
        return true;
    }

    /** Whether a transfer was refused because the new owner is no owner or admin. */
    static boolean isNotAdmin(Throwable refusal) {
        return refusal instanceof ProblemException problem && problem.type() == NOT_ADMIN;
    }

    /** It may lack where somebody wrote past this service; then the transfer mends it. */
    private static boolean hasOwnersRole(UserId user, List<TenantMember> admins) {
        return admins.stream().anyMatch(admin -> admin.userId.equals(user.value()) && admin.role == MemberRole.OWNER);
    }

    private static void requireOwnerUntilNow(TransferRequest request, Tenant tenant, List<TenantMember> admins) {
        UserId expected = request.currentOwnerId();
        if (expected != null && !expected.value().equals(tenant.ownerId) && !isOnlyOwner(expected, admins)) {
            throw new ProblemException(
                    OWNER_CHANGED,
                    "It is not the tenant of current_owner_id. Look at the tenant, and decide again.",
                    Map.of("owner_id", tenant.ownerId),
                    Map.of());
        }
    }

    /** As those tenants are listed that cannot be without a user. */
    private static boolean isOnlyOwner(UserId user, List<TenantMember> admins) {
        List<UUID> owners = admins.stream()
                .filter(admin -> admin.role == MemberRole.OWNER)
                .map(admin -> admin.userId)
                .toList();
        return owners.equals(List.of(user.value()));
    }

    private static void requireAdmin(TransferRequest request, List<TenantMember> admins) {
        if (admins.stream()
                .noneMatch(admin -> admin.userId.equals(request.newOwnerId().value()))) {
            throw new ProblemException(NOT_ADMIN, "Make new_owner_id an admin of the tenant first.");
        }
    }
}
