package io.tenantdeletion.tenant.membership;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataRestoreResponse;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.RestoreKey;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.tenant.requester.Requester;
import io.tenantdeletion.tenant.requester.Requesters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Undoes what a user's deletion has changed at tenants, or forgets it for good. */
@Path("/api/v1/tenants/user/{user_id}/memberships/restore")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
@Tag(name = "Membership")
class MembershipRestoreResource {

    private final Requesters requesters;
    private final DepartureRestore restore;
    private final DepartureLog log;

    MembershipRestoreResource(Requesters requesters, DepartureRestore restore, DepartureLog log) {
        this.requesters = requesters;
        this.restore = restore;
        this.log = log;
    }

    @POST
    public Uni<DataRestoreResponse> restoreMemberships(
            @RestPath("user_id") UserId userId,
            @Parameter(description = "What the memberships were deleted with", required = true)
                    @HeaderParam(DeletionHeaders.RESTORE_KEY)
                    RestoreKey key) {
        Requester by = requesters.current();
        require(DeletionHeaders.RESTORE_KEY, key);
        return restore.restore(userId, job(by), key, by)
                .map(counts -> DataRestoreResponse.completed(Subject.of(userId), "tenant", counts, null));
    }

    @DELETE
    public Uni<Void> forgetMemberships(@RestPath("user_id") UserId userId) {
        return log.forget(job(requesters.current()));
    }

    private static JobId job(Requester by) {
        require(DeletionHeaders.JOB_ID, by.job());
        return by.job();
    }

    private static void require(String header, Object value) {
        if (value == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The header " + header + " is needed.");
        }
    }
}
