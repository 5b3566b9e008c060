package io.tenantdeletion.tenant.membership;

import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.tenant.registry.Tenant;
import io.tenantdeletion.tenant.requester.Requester;
import java.util.List;

/** Who may change who belongs to a tenant, and what must hold afterwards. Pure: everything it needs is passed in. */
public final class MemberRules {

    public static final ProblemType LAST_OWNER = new ProblemType("last-owner", 409, "The tenant would have no owner");
    public static final ProblemType TENANT_INACTIVE = new ProblemType("tenant-inactive", 409, "The tenant is inactive");

    private MemberRules() {}

    /**
     * Lets services, platform admins and those pass who have the role owner.
     *
     * @param admins owners and admins of the tenant
     */
    public static void requireOwner(Requester requester, List<TenantMember> admins) {
        boolean isOwner = admins.stream()
                .anyMatch(member -> member.role == MemberRole.OWNER && requester.is(new UserId(member.userId)));
        if (!requester.isTrusted() && !isOwner) {
            throw new ProblemException(ProblemType.FORBIDDEN, "Only an owner of this tenant may do this.");
        }
    }

    /** While a tenant is suspended nobody but services changes a tenant. */
    public static void requireActive(Requester requester, Tenant tenant) {
        if (!requester.isService() && Tenant.INACTIVE.equals(tenant.status)) {
            throw new ProblemException(
                    TENANT_INACTIVE,
                    tenant.purging
                            ? "Its deletion has begun, so nothing about it can be changed any more."
                            : "Its deletion is pending, so nothing about it can be changed. Restore the tenant first.");
        }
    }

    /**
     * The tenant must have an owner when this member is none any more.
     *
     * @param admins owners and admins of the tenant, before the change
     */
    static void requireAnotherOwner(Tenant tenant, TenantMember leaving, List<TenantMember> admins) {
        if (leaving.userId.equals(tenant.ownerId)) {
            throw new ProblemException(
                    LAST_OWNER, "This member owns the tenant. Transfer the ownership to somebody else first.");
        }
        boolean others = admins.stream()
                .anyMatch(member -> member.role == MemberRole.OWNER && !member.userId.equals(leaving.userId));
        if (leaving.role == MemberRole.OWNER && !others) {
            throw new ProblemException(
                    LAST_OWNER, "This member is the only owner. Transfer the ownership to somebody else first.");
        }
    }
}
