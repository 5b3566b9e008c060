package io.tenantdeletion.orchestrator.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.job.JobFilter;
import io.tenantdeletion.orchestrator.job.JobSort;
import io.tenantdeletion.orchestrator.job.JobStatus;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which jobs a caller asks for. */
@RegisterForReflection // its fields name the parameters that a caller may send
public class JobListQuery {

    private static final List<String> NAMES = List.of("status", "mine", "tenant_id", "user_id", "from", "to", "sort");

    @QueryParam("status")
    @Parameter(description = "Only jobs with this status", example = "in_progress")
    String status;

    @QueryParam("mine")
    @Parameter(
            description = "Only the caller's own; for users",
            schema = @Schema(type = SchemaType.BOOLEAN),
            example = "true")
    String mine;

    @QueryParam("tenant_id")
    @Parameter(description = "Only jobs that delete this tenant", example = "11111111-1111-4111-8111-111111111111")
    String tenant;

    @QueryParam("user_id")
    @Parameter(description = "Only jobs that delete this user", example = "22222222-2222-4222-8222-222222222222")
    String user;

    @QueryParam("from")
    @Parameter(description = "Written down at this time or later, with an offset", example = "2026-01-01T00:00:00Z")
    String from;

    @QueryParam("to")
    @Parameter(description = "Written down before this time, with an offset", example = "2026-02-01T00:00:00Z")
    String to;

    @QueryParam("sort")
    @Parameter(
            description = "By created_at, completed_at, status or tenant_name; with a minus in front the other way"
                    + " round. -created_at, newest first, if not given",
            example = "-completed_at")
    String sort;

    @Context
    UriInfo uri;

    /** Whether only the caller's own are asked for; fails with a 400 problem where it is no boolean. */
    boolean mine() {
        return mine != null && RequestParameters.bool("mine", mine);
    }

    /** What is asked for; fails with a 400 problem where a part is malformed. */
    JobFilter filter() {
        RequestParameters.requireValues(uri, NAMES);
        Instant begin = from == null ? null : RequestTimes.time("from", from);
        Instant end = to == null ? null : RequestTimes.time("to", to);
        RequestParameters.requireOrder(begin, end);
        return new JobFilter(
                status == null ? null : status(status),
                null,
                tenant == null ? null : TenantId.fromString(tenant),
                user == null ? null : UserId.fromString(user),
                begin,
                end);
    }

    /** What they are ordered by; fails with a 400 problem where there is no such order. */
    JobSort sort() {
        return sort == null
                ? JobSort.NEWEST
                : JobSort.named(sort)
                        .filter(JobSort::isForAllJobs)
                        .orElseThrow(() -> RequestParameters.invalid("sort is one of created_at, completed_at, status,"
                                + " tenant_name, with a minus in front for the other way round."));
    }

    private static JobStatus status(String name) {
        return JobStatus.named(name)
                .orElseThrow(() ->
                        RequestParameters.invalid("status is one of " + Arrays.toString(JobStatus.values()) + "."));
    }
}
