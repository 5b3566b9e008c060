package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.problem.RemoteProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Tells the tenant service that a tenant is about to be deleted, or not any more. Both calls can be repeated. */
@ApplicationScoped
public class TenantHolds {

    private static final Logger LOG = Logger.getLogger(TenantHolds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TenantApi tenants;

    TenantHolds(@RestClient TenantApi tenants) {
        this.tenants = tenants;
    }

    /**
     * From now on the tenant takes no writes.
     *
     * @return fails with the tenant service's own problem where it refuses (403, 404, 409), with a 503 problem where it
     *     cannot be asked
     */
    public Uni<Void> place(TenantId tenant, HoldRequest request) {
        return bounded(tenants.hold(tenant.toString(), request));
    }

    /** The tenant is again what it was before this job's hold; fails with a 503 problem where nobody can be told. */
    public Uni<Void> release(TenantId tenant, JobId job) {
        return bounded(tenants.release(tenant.toString(), job.toString()));
    }

    /** Whether the tenant service has refused, so that telling it again is of no use. */
    public static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type().status() < 500;
    }

    private static Uni<Void> bounded(Uni<Void> call) {
        return call.ifNoItem().after(PATIENCE).fail().onFailure().transform(TenantHolds::asProblem);
    }

    private static Throwable asProblem(Throwable failure) {
        return RemoteProblem.of(failure).filter(TenantHolds::isRefusal).orElseGet(() -> {
            LOG.warnf("The tenant service could not be told of a deletion: %s", failure.getMessage());
            return new ProblemException(
                    ProblemType.UNAVAILABLE, "The tenant service could not be told of this deletion.");
        });
    }
}
