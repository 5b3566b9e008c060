package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Which tenants there are, by the tenant service. */
@ApplicationScoped
public class TenantDirectory {

    private static final Logger LOG = Logger.getLogger(TenantDirectory.class);

    private final TenantApi tenants;

    TenantDirectory(@RestClient TenantApi tenants) {
        this.tenants = tenants;
    }

    /**
     * The tenant's name.
     *
     * @return fails with a 404 problem where the tenant is unknown, with a 503 problem where nobody can tell
     */
    public Uni<String> nameOf(TenantId tenant) {
        return tenants.tenant(tenant.toString())
                .map(known -> PlainText.line(known.name(), PlainText.MAX_DETAIL))
                .onFailure()
                .transform(TenantDirectory::asProblem);
    }

    private static ProblemException asProblem(Throwable failure) {
        if (failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == 404) {
            return new ProblemException(ProblemType.NOT_FOUND, "There is no such tenant.");
        }
        LOG.warn("The tenant service could not be asked for a tenant", failure);
        return new ProblemException(ProblemType.UNAVAILABLE, "The tenant service could not be asked for this tenant.");
    }
}
