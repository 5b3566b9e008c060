package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.participant.Failure;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.participant.Outcome;
import io.tenantdeletion.orchestrator.participant.Ownership;
import io.tenantdeletion.orchestrator.participant.Transfer;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.userdeletion.Settled.Fate;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sees to it that one tenant can be without its user: another owner or admin gets it, or else it is deleted. People go
 * on promoting and leaving meanwhile, so what turns out to have changed is looked at again.
 */
@ApplicationScoped
class OwnedTenant {

    private static final int LOOKS = 5;

    private final UserTenants tenants;
    private final OwnedTenants owned;
    private final TenantJobs jobs;

    OwnedTenant(UserTenants tenants, OwnedTenants owned, TenantJobs jobs) {
        this.tenants = tenants;
        this.owned = owned;
        this.jobs = jobs;
    }

    /** Never {@code CHANGED}; fails only when something could not be written down or read. */
    Uni<Settled> settle(JobRun run, Ownership tenant) {
        return settle(run, tenant, LOOKS);
    }

    private Uni<Settled> settle(JobRun run, Ownership tenant, int looks) {
        if (run.isStopped()) {
            return Uni.createFrom().item(Settled.as(Fate.STOPPED));
        }
        Uni<Settled> settled = tenant.newOwnerId() == null ? jobs.delete(run, tenant) : transfer(run, tenant);
        return settled.emitOn(run.context())
                .chain(result -> result.fate() == Fate.CHANGED
                        ? again(run, tenant, result.why(), looks - 1)
                        : Uni.createFrom().item(result));
    }

    private Uni<Settled> again(JobRun run, Ownership tenant, String why, int looks) {
        if (looks == 0) {
            return Uni.createFrom()
                    .item(Settled.failed(tenant.tenantId(), FailureKind.CONTENDED, "keeps changing, " + why));
        }
        return owned.one(run.user(), tenant.tenantId())
                .chain(outcome -> outcome.problem()
                        .map(failure -> Uni.createFrom().item(failed(tenant, failure)))
                        .orElseGet(() -> outcome.answer()
                                .map(now -> settle(run, now, looks))
                                .orElseGet(() -> Uni.createFrom().item(Settled.as(Fate.NOTHING)))));
    }

    private Uni<Settled> transfer(JobRun run, Ownership tenant) {
        return tenants.transfer(tenant.tenantId(), tenant.newOwnerId(), run.user())
                .map(outcome -> transferred(tenant, outcome))
                .call(settled -> settled.fate() == Fate.TRANSFERRED
                        ? jobs.withdraw(run, tenant)
                        : Uni.createFrom().voidItem());
    }

    private static Settled transferred(Ownership tenant, Outcome<Transfer> outcome) {
        return outcome.problem().map(failure -> failed(tenant, failure)).orElseGet(() -> switch (outcome.answer()
                .result()) {
            case DONE -> Settled.as(Fate.TRANSFERRED);
            case CHANGED -> Settled.changed(outcome.answer().why());
            case GONE -> Settled.as(Fate.NOTHING);
        });
    }

    private static Settled failed(Ownership tenant, Failure failure) {
        return Settled.failed(tenant.tenantId(), failure.kind(), failure.detail());
    }
}
