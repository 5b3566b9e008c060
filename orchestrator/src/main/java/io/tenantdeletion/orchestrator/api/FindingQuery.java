package io.tenantdeletion.orchestrator.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.orchestrator.ledger.ErasureFinding;
import io.tenantdeletion.orchestrator.ledger.FindingFilter;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which findings a caller asks for. */
@RegisterForReflection // its fields name the parameters that a caller may send
public class FindingQuery {

    @QueryParam("service")
    @Parameter(description = "Only findings of this service", example = "pos")
    String service;

    @QueryParam("status")
    @Parameter(description = "Only findings with this status: open or resolved", example = "open")
    String status;

    FindingFilter filter() {
        if ("".equals(service)) {
            throw RequestParameters.invalid("service is empty; leave it out where it does not matter.");
        }
        return new FindingFilter(service, status == null ? null : status(status));
    }

    private static ErasureFinding.Status status(String name) {
        return switch (name) {
            case "open" -> ErasureFinding.Status.OPEN;
            case "resolved" -> ErasureFinding.Status.RESOLVED;
            default -> throw RequestParameters.invalid("status is open or resolved.");
        };
    }
}
