package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.limit.Asked;
import io.tenantdeletion.orchestrator.limit.Lift;
import io.tenantdeletion.orchestrator.limit.Limits;
import io.tenantdeletion.orchestrator.participant.Ownership;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the tenants that would go with a user against what the caller may delete. */
@ApplicationScoped
class UserCaps {

    private static final int PAGE = 1000;

    private final UserTenants tenants;
    private final Limits limits;

    UserCaps(UserTenants tenants, Limits limits) {
        this.tenants = tenants;
        this.limits = limits;
    }

    /**
     * Lets a job through that is about to be written down.
     *
     * @return fails with a 429 problem where it would take too many tenants along, with a 503 problem where nobody can
     *     tell how many
     */
    Uni<Void> check(JobId job, UserJobRequest request) {
        FutureOfTenants future = new FutureOfTenants();
        return new PageWalk<Ownership>(
                        after -> tenants.ownerships(request.user(), after, PAGE), Ownership::tenantId, future::add)
                .run()
                .invoke(failure -> failure.ifPresent(why -> {
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE,
                            "The tenant service could not tell which tenants would go with this user.");
                }))
                .chain(() -> check(new Asked(job, request.cause().by(), (int) future.deleted()), request));
    }

    private Uni<Void> check(Asked asked, UserJobRequest request) {
        Lift lift = new Lift(
                request.user().value(), request.cause().from(), request.cause().why());
        return request.liftLimits() ? limits.liftCaps(asked, lift) : limits.checkCaps(asked);
    }
}
