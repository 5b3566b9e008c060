package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.LeavingUsers;
import io.tenantdeletion.orchestrator.job.TenantsAsked;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/** Whether those whose tenant it is have asked for what is about to become of it. */
@ApplicationScoped
class TenantConsent {

    private final JobStore store;
    private final LeavingUsers leaving;

    TenantConsent(JobStore store, LeavingUsers leaving) {
        this.store = store;
        this.leaving = leaving;
    }

    /** What was to become of it when the user's deletion was asked for. */
    Uni<TenantsAsked.One> of(DeletionJob whole, TenantOwnership tenant) {
        return store.askedOf(whole.id(), tenant.tenantId());
    }

    /**
     * Whether it may go as soon as its user does: it was to go along when that was asked for, or everybody who could
     * have owned it is being deleted as well.
     */
    Uni<Boolean> isGiven(TenantsAsked.One asked, TenantOwnership tenant) {
        Set<UserId> others = new HashSet<>(tenant.successors());
        if (asked.successor() != null) {
            others.add(asked.successor());
        }
        return asked.along() || others.isEmpty()
                ? Uni.createFrom().item(asked.along())
                : leaving.goingAmong(others).map(gone -> gone.containsAll(others));
    }
}
