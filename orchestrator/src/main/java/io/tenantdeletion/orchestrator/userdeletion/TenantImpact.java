package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview.TenantToDelete;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview.TenantToTransfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What would become of a user's tenants: the first of each kind, and how many there are. */
final class TenantImpact {

    static final int MAX_LISTED = 1000;

    private final List<TenantToDelete> toDelete = new ArrayList<>();
    private final List<TenantToTransfer> toTransfer = new ArrayList<>();
    private final Map<TenantId, UserId> successors = new HashMap<>();
    private long deleted;
    private long transferred;

    void add(List<TenantOwnership> page) {
        page.forEach(this::add);
    }

    private void add(TenantOwnership tenant) {
        successors.put(tenant.tenantId(), tenant.newOwnerId());
        if (tenant.newOwnerId() == null) {
            deleted++;
            if (toDelete.size() < MAX_LISTED) {
                toDelete.add(new TenantToDelete(tenant.tenantId(), tenant.tenantName()));
            }
        } else {
            transferred++;
            if (toTransfer.size() < MAX_LISTED) {
                toTransfer.add(new TenantToTransfer(tenant.tenantId(), tenant.tenantName(), tenant.newOwnerId()));
            }
        }
    }

    List<TenantToDelete> toDelete() {
        return toDelete;
    }

    List<TenantToTransfer> toTransfer() {
        return toTransfer;
    }

    /** By tenant, listed or not, who would get it; null where it would be deleted. */
    Map<TenantId, UserId> successors() {
        return successors;
    }

    long deleted() {
        return deleted;
    }

    long transferred() {
        return transferred;
    }

    boolean truncated() {
        return deleted > toDelete.size() || transferred > toTransfer.size();
    }
}
