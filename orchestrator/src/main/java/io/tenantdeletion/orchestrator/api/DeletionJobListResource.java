package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Finding jobs. */
@Path(DeletionJobResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deletion jobs")
public class DeletionJobListResource {

    private static final int PAGE_SIZE = 20;
    private static final int MAX_PAGE_SIZE = 100;
    private static final int MAX_PAGE = 1_000_000;

    private final JobStore store;
    private final JobAccess access;
    private final JobResponses responses;

    DeletionJobListResource(JobStore store, JobAccess access, JobResponses responses) {
        this.store = store;
        this.access = access;
        this.responses = responses;
    }

    @GET
    @RolesAllowed({Roles.SERVICE, Roles.PLATFORM_ADMIN})
    @Operation(summary = "All jobs, newest first")
    @APIResponse(responseCode = "200", description = "One page of jobs")
    public Uni<DeletionJobPage> jobs(
            @QueryParam("status") @Parameter(description = "Only jobs with this status", example = "in_progress")
                    String status,
            @QueryParam("page") @Parameter(description = "From 1", example = "1") String page,
            @QueryParam("page_size") @Parameter(description = "1 to 100; 20 if not given", example = "20")
                    String pageSize) {
        JobStatus wanted = status == null ? null : status(status);
        int number = RequestParameters.number("page", page, 1, MAX_PAGE);
        int size = RequestParameters.number("page_size", pageSize, PAGE_SIZE, MAX_PAGE_SIZE);
        return Uni.combine()
                .all()
                .unis(store.page(wanted, size, (number - 1L) * size), store.count(wanted))
                .with((jobs, total) ->
                        new DeletionJobPage(jobs.stream().map(responses::status).toList(), number, size, total));
    }

    @GET
    @Path("/tenant/{tenant_id}")
    @Authenticated
    @Operation(
            summary = "The newest job of a tenant",
            description =
                    "For services, platform admins, the user who asked for it, and the tenant's owner and admins.")
    @APIResponse(responseCode = "200", description = "The newest job, open or ended")
    @APIResponse(responseCode = "404", description = "The tenant never had a job")
    @APIResponse(responseCode = "503", description = "The tenant service could not be asked who administers the tenant")
    public Uni<DeletionJobStatus> latest(@PathParam("tenant_id") TenantId tenant) {
        return access.readableLatest(tenant).map(responses::status);
    }

    @GET
    @Path("/user/{user_id}")
    @Authenticated
    @Operation(
            summary = "The newest job that deletes a user",
            description = "For services, platform admins, that user, and the user who asked for it.")
    @APIResponse(responseCode = "200", description = "The newest job, open or ended")
    @APIResponse(responseCode = "404", description = "The user never had a job")
    public Uni<DeletionJobStatus> latestOfUser(@PathParam("user_id") UserId user) {
        return access.readableLatest(user).map(responses::status);
    }

    private static JobStatus status(String name) {
        return JobStatus.named(name)
                .orElseThrow(() ->
                        RequestParameters.invalid("status is one of " + Arrays.toString(JobStatus.values()) + "."));
    }
}
