package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.ServiceResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who takes part in deletions, and how each of them is. */
@Path("/console/services")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.PLATFORM_ADMIN)
class ServicePageResource {

    private final ServiceResource services;
    private final Viewers viewers;

    ServicePageResource(ServiceResource services, Viewers viewers) {
        this.services = services;
        this.viewers = viewers;
    }

    @GET
    @Operation(hidden = true)
    public Uni<TemplateInstance> all(
            @QueryParam("show") @DefaultValue("") String show,
            @QueryParam("sort") @DefaultValue(ServiceSort.BY_NAME) String sort,
            @QueryParam("page") String page) {
        Page frame = viewers.page("Services", "services");
        int number = Paging.number(page);
        return services.services().map(found -> Templates.services(frame, ServiceList.of(found, show, sort, number)));
    }

    @POST
    @Path("/{service}/check")
    @Operation(hidden = true)
    public Uni<Response> check(@PathParam("service") String service, @Context HttpHeaders headers) {
        return services.check(service).map(asked -> HtmxRequests.open(headers, "/console/services"));
    }
}
