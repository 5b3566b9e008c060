package io.tenantdeletion.orchestrator.limit;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.RefusalSubject;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.security.Caller;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Calls that do nothing but pass the limits, or not. */
@Path("/api/v1/limited")
@Authenticated
public class LimitedResource {

    private final Limits limits;
    private final Caller caller;
    private final RefusalSubject subject;

    LimitedResource(Limits limits, Caller caller, RefusalSubject subject) {
        this.limits = limits;
        this.subject = subject;
        this.caller = caller;
    }

    @POST
    @Path("/rate")
    @Operation(hidden = true)
    public Uni<Void> rate(@QueryParam("about") UUID about) {
        subject.is(about);
        return limits.checkRate(caller.actor());
    }

    @POST
    @Path("/caps")
    @Operation(hidden = true)
    public Uni<Void> caps(
            @QueryParam("job") JobId job, @QueryParam("tenants") int tenants, @QueryParam("lift") UUID lifted) {
        LimitRequest asked = new LimitRequest(job, caller.actor(), tenants);
        return lifted == null
                ? limits.checkCaps(asked)
                : limits.liftCaps(asked, new LimitOverride(lifted, caller.source(), "agreed"));
    }
}
