package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.confirmation.Confirmed;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.saga.JobCreation;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks at the tenants of a user before the user's job is written down: what would go, and whether the caller may. */
@ApplicationScoped
class UserCaps {

    private static final int PAGE = 1000;

    private final OwnedTenants tenants;
    private final JobCreation creation;
    private final UserConfirmation confirmation;

    UserCaps(OwnedTenants tenants, JobCreation creation, UserConfirmation confirmation) {
        this.tenants = tenants;
        this.creation = creation;
        this.confirmation = confirmation;
    }

    /** What would become of the user's tenants; fails with a 503 problem where nobody can tell. */
    Uni<TenantImpact> tenantsOf(UserId user) {
        TenantImpact future = new TenantImpact();
        return tenants.walk(user, PAGE, future::add)
                .invoke(failure -> failure.ifPresent(why -> {
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE,
                            "It cannot be told now which tenants would go with this user (" + why + ").");
                }))
                .replaceWith(future);
    }

    /** Lets a request pass whose tenants need no token or that has a good one; fails like {@link UserConfirmation}. */
    Uni<Confirmed> confirm(UserJobRequest request, TenantImpact future) {
        return confirmation.require(request, future).call(confirmed -> creation.requireUnused(confirmed.token()));
    }

    /** Lets a job through that is about to be written down; fails with a 429 problem where it takes too many along. */
    Uni<Void> check(NewJob job, TenantImpact future, boolean lift) {
        return creation.requireWithinCaps(job, (int) future.deleted(), lift);
    }
}
