package io.tenantdeletion.commons.lab;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.prepare.Gate;
import io.tenantdeletion.commons.service.ServedServices;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** What the gate says about one tenant. */
@Path("/gate/{service}/{tenant}")
@PermitAll
public class GateResource {

    private final Gate gate;
    private final ServedServices services;

    GateResource(Gate gate, ServedServices services) {
        this.gate = gate;
        this.services = services;
    }

    @GET
    public Uni<List<Finding>> findings(@PathParam("service") String service, @PathParam("tenant") TenantId tenant) {
        return gate.check(services.byPathName(service), Subject.of(tenant)).map(GateReport::findings);
    }
}
