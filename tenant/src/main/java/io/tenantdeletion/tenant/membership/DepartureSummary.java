package io.tenantdeletion.tenant.membership;

import io.tenantdeletion.commons.contract.MembershipRemoval;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts while a user is taken out of tenants, part by part; remembers as much as the answer shows. */
final class DepartureSummary {

    static final int MOST_ERRORS = 100;

    private static final String STAYS =
            "The tenant would have no owner. Transfer its ownership, or have it deleted, first.";
    private static final String CAME_BACK =
            "The user owns the tenant, or was made a member of it meanwhile. Repeat the call.";

    private final List<MembershipRemoval.Error> errors = new ArrayList<>();
    private long deleted;
    private long stayed;

    void add(long deletedRows, List<UUID> stayedIn) {
        deleted += deletedRows;
        addErrors(stayedIn, STAYS);
    }

    /** Tenants of which the user is a member or the owner after having left all. */
    void addCameBack(List<UUID> tenants) {
        addErrors(tenants, CAME_BACK);
    }

    /** Whether the user has left every tenant so far. */
    boolean hasLeftAll() {
        return stayed == 0;
    }

    private void addErrors(List<UUID> tenants, String error) {
        stayed += tenants.size();
        tenants.stream()
                .limit((long) MOST_ERRORS - errors.size())
                .forEach(tenant -> errors.add(new MembershipRemoval.Error(new TenantId(tenant), error)));
    }

    MembershipRemoval result(UserId user, Instant ended) {
        long omitted = stayed - errors.size();
        return new MembershipRemoval(
                user,
                Map.of("tenant_members", deleted),
                stayed == 0,
                List.copyOf(errors),
                omitted == 0 ? null : omitted,
                ended);
    }
}
