package io.tenantdeletion.orchestrator.console;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.Outage;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.RemoteProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Calls of the tenant service on a person's behalf; its refusals are the person's to see, as it said them. */
@ApplicationScoped
class Tenants {

    private final TenantsApi api;

    Tenants(@RestClient TenantsApi api) {
        this.api = api;
    }

    <T> Uni<T> call(Function<TenantsApi, Uni<T>> call) {
        return call.apply(api).onFailure().transform(Tenants::problem);
    }

    /** Its failure as a problem; where it said nothing that we understand, it is not available. */
    private static ProblemException problem(Throwable failure) {
        return RemoteProblem.of(failure).orElseGet(() -> Outage.of("The tenant service", failure));
    }
}
