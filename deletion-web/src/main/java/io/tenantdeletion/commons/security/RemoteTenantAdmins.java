package io.tenantdeletion.commons.security;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks the tenant service; the tenant service itself brings a bean of its own instead. */
@DefaultBean
@ApplicationScoped
class RemoteTenantAdmins implements TenantAdmins {

    private static final Logger LOG = Logger.getLogger(RemoteTenantAdmins.class);

    private final TenantServiceApi tenantService;

    RemoteTenantAdmins(@RestClient TenantServiceApi tenantService) {
        this.tenantService = tenantService;
    }

    @Override
    public Uni<List<TenantAdmin>> of(TenantId tenant) {
        return FreshToken.after401(() -> tenantService.admins(tenant.toString()))
                .onFailure()
                .transform(this::asProblem);
    }

    private ProblemException asProblem(Throwable failure) {
        if (failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == 404) {
            return new ProblemException(ProblemType.NOT_FOUND, "There is no such tenant.");
        }
        LOG.warn("The tenant service could not tell who administers a tenant", failure);
        return new ProblemException(
                ProblemType.UNAVAILABLE, "The tenant service could not be asked who administers this tenant.");
    }
}
