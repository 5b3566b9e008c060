package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.security.Roles;
import io.tenantdeletion.orchestrator.api.ControlResource;
import io.tenantdeletion.orchestrator.api.DeletionControlRequest;
import io.tenantdeletion.orchestrator.control.ControlState;
import io.tenantdeletion.orchestrator.limit.LimitUsage;
import io.tenantdeletion.orchestrator.limit.LimitsConfig;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;

/** The stop switch, and how much of the limits is used up. */
@Path("/console/limits")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.PLATFORM_ADMIN)
class ControlPageResource {

    private final ControlResource control;
    private final LimitsConfig limits;
    private final LimitUsage usage;
    private final People people;
    private final Viewers viewers;

    ControlPageResource(
            ControlResource control, LimitsConfig limits, LimitUsage usage, People people, Viewers viewers) {
        this.control = control;
        this.limits = limits;
        this.usage = usage;
        this.people = people;
        this.viewers = viewers;
    }

    @GET
    public Uni<TemplateInstance> read() {
        Page page = viewers.page("Stop switch and limits", "limits");
        return Uni.combine()
                .all()
                .unis(control.read(), usage.current())
                .asTuple()
                .chain(both -> content(both.getItem1(), both.getItem2()))
                .map(content -> Templates.control(page, content));
    }

    private Uni<ControlPage> content(ControlState state, List<LimitUsage.OfCaller> used) {
        return people.names(Stream.concat(
                        Stream.of(state.changedBy()), used.stream().map(LimitUsage.OfCaller::actor)))
                .map(names -> new ControlPage(state, limits, used, names));
    }

    @POST
    public Uni<Response> set(
            @FormParam("paused") boolean paused, @FormParam("reason") String reason, @Context HttpHeaders headers) {
        return control.set(new DeletionControlRequest(paused, reason))
                .map(done -> HtmxRequests.open(headers, "/console/limits"));
    }
}
