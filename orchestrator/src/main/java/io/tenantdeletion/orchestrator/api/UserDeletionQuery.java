package io.tenantdeletion.orchestrator.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.orchestrator.job.OnFailure;
import io.tenantdeletion.orchestrator.saga.JobOptions;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How somebody else than the user wants the user deleted. */
@RegisterForReflection
public class UserDeletionQuery {

    private static final Set<String> ON_FAILURE = Set.of("retry", "rollback");

    @QueryParam("retention")
    @Parameter(
            description =
                    "How long the deletion is to be kept back, such as 7d or P7D; less than usual for platform admins only",
            example = "7d")
    String retention;

    @QueryParam("lift_limits")
    @Parameter(
            description = "Whether the hourly caps do not count for this job; for platform admins only",
            example = "false")
    boolean liftLimits;

    @QueryParam("force")
    @Parameter(description = "Whether the identity provider need not know the user; needs a reason", example = "false")
    boolean force;

    @QueryParam("on_failure")
    @Parameter(
            description =
                    "What becomes of it where it fails for good after rows are gone: retry. A rollback is refused",
            example = "retry")
    String onFailure;

    /** The terms of the job; fails with a 400 problem where something is malformed or force has no reason. */
    JobOptions options(String previewToken, String reason) {
        if (force && (reason == null || reason.isBlank())) {
            throw RequestParameters.invalid("reason says why this id is to be erased although nobody may know it.");
        }
        if (onFailure != null && !ON_FAILURE.contains(onFailure)) {
            throw RequestParameters.invalid("on_failure is retry or rollback.");
        }
        return new JobOptions(
                RequestTimes.duration("retention", retention),
                previewToken,
                liftLimits,
                force,
                onFailure == null ? null : OnFailure.named(onFailure));
    }
}
