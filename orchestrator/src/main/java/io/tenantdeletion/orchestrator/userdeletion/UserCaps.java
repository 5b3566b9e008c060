package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.participant.Ownership;
import io.tenantdeletion.orchestrator.participant.UserTenants;
import io.tenantdeletion.orchestrator.saga.JobCreation;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the tenants that would go with a user against what the caller may delete. */
@ApplicationScoped
class UserCaps {

    private static final int PAGE = 1000;

    private final UserTenants tenants;
    private final JobCreation creation;

    UserCaps(UserTenants tenants, JobCreation creation) {
        this.tenants = tenants;
        this.creation = creation;
    }

    /**
     * Lets a job through that is about to be written down.
     *
     * @return fails with a 429 problem where it would take too many tenants along, with a 503 problem where nobody can
     *     tell how many
     */
    Uni<Void> check(NewJob job, boolean lift) {
        FutureOfTenants future = new FutureOfTenants();
        return new PageWalk<Ownership>(
                        after -> tenants.ownerships(job.subject().user(), after, PAGE),
                        Ownership::tenantId,
                        future::add)
                .run()
                .invoke(failure -> failure.ifPresent(why -> {
                    throw new ProblemException(
                            ProblemType.UNAVAILABLE,
                            "The tenant service could not tell which tenants would go with this user.");
                }))
                .chain(() -> creation.requireWithinCaps(job, (int) future.deleted(), lift));
    }
}
