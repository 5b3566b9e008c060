package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview.TenantToDelete;
import io.tenantdeletion.orchestrator.userdeletion.UserPreview.TenantToTransfer;
import java.util.ArrayList;
import java.util.List;

/** What would become of a user's tenants: the first of each kind, and how many there are. */
final class TenantImpact {

    static final int MAX_LISTED = 1000;

    private final List<TenantToDelete> toDelete = new ArrayList<>();
    private final List<TenantToTransfer> toTransfer = new ArrayList<>();
    private final List<TenantId> going = new ArrayList<>();
    private long transferred;

    void add(List<TenantOwnership> page) {
        page.forEach(this::add);
    }

    private void add(TenantOwnership tenant) {
        if (tenant.newOwnerId() == null) {
            going.add(tenant.tenantId());
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

    /** All that would be deleted, listed or not. */
    List<TenantId> going() {
        return going;
    }

    long deleted() {
        return going.size();
    }

    long transferred() {
        return transferred;
    }

    boolean truncated() {
        return going.size() > toDelete.size() || transferred > toTransfer.size();
    }
}
