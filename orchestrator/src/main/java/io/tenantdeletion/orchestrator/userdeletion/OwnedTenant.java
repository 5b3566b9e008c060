package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.TransferRequest;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.participant.Transfer;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.userdeletion.TenantOutcome.Fate;
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
    private final TenantServiceKey keys;

    OwnedTenant(UserTenants tenants, OwnedTenants owned, TenantJobs jobs, TenantServiceKey keys) {
        this.keys = keys;
        this.tenants = tenants;
        this.owned = owned;
        this.jobs = jobs;
    }

    /** Never {@code CHANGED}; fails only when something could not be written down or read. */
    Uni<TenantOutcome> settle(JobRun run, TenantOwnership tenant) {
        return settle(run, tenant, LOOKS);
    }

    private Uni<TenantOutcome> settle(JobRun run, TenantOwnership tenant, int looks) {
        if (run.isStopped()) {
            return Uni.createFrom().item(TenantOutcome.as(Fate.STOPPED));
        }
        Uni<TenantOutcome> outcome = tenant.newOwnerId() == null ? jobs.delete(run, tenant) : transfer(run, tenant);
        return outcome.emitOn(run.context())
                .chain(result -> result.fate() == Fate.CHANGED
                        ? again(run, tenant, result.why(), looks - 1).map(end -> end.with(result.answerLost()))
                        : Uni.createFrom().item(result));
    }

    private Uni<TenantOutcome> again(JobRun run, TenantOwnership tenant, String why, int looks) {
        if (looks == 0) {
            return Uni.createFrom()
                    .item(TenantOutcome.failed(tenant.tenantId(), FailureKind.CONTENDED, "keeps changing, " + why));
        }
        return owned.one(run.user(), tenant.tenantId())
                .chain(outcome -> outcome.problem()
                        .map(failure -> Uni.createFrom().item(failed(tenant, failure)))
                        .orElseGet(() -> outcome.answer()
                                .map(now -> settle(run, now, looks))
                                .orElseGet(() -> Uni.createFrom().item(TenantOutcome.as(Fate.NOTHING)))));
    }

    private Uni<TenantOutcome> transfer(JobRun run, TenantOwnership tenant) {
        return tenants.transfer(
                        tenant.tenantId(),
                        new TransferRequest(tenant.newOwnerId(), run.user()),
                        run.job().id(),
                        keys.of(run))
                .map(outcome -> transferred(tenant, outcome).with(outcome.answerLost()))
                .call(outcome -> outcome.fate() == Fate.TRANSFERRED
                        ? jobs.withdraw(run, tenant)
                        : Uni.createFrom().voidItem());
    }

    private static TenantOutcome transferred(TenantOwnership tenant, Outcome<Transfer> outcome) {
        return outcome.problem().map(failure -> failed(tenant, failure)).orElseGet(() -> switch (outcome.answer()
                .result()) {
            case DONE -> TenantOutcome.as(Fate.TRANSFERRED);
            case CHANGED -> TenantOutcome.changed(outcome.answer().why());
            case GONE -> TenantOutcome.as(Fate.NOTHING);
        });
    }

    private static TenantOutcome failed(TenantOwnership tenant, Failure failure) {
        return TenantOutcome.failed(tenant.tenantId(), failure.kind(), failure.detail());
    }
}
