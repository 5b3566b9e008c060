package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.SuspensionRequest;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.problem.RemoteProblem;
import io.tenantdeletion.commons.security.FreshToken;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.participant.ParticipantsConfig.ParticipantConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Tells the tenant service that a tenant is about to be deleted, or not any more. Both calls can be repeated. */
@Singleton
public class SuspensionClient {

    private static final Logger LOG = Logger.getLogger(SuspensionClient.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FORBIDDEN = 403;
    private static final String REQUIRES = "requires";
    private static final Set<Integer> REFUSALS = Set.of(400, FORBIDDEN, 404, 409);

    private final TenantApi tenants;

    @Inject
    SuspensionClient(ParticipantsConfig config, GuardConfig general) {
        this(config.participants().get(DeletionStep.TENANT), general);
    }

    private SuspensionClient(ParticipantConfig tenant, GuardConfig general) {
        this(ParticipantRegistry.url(tenant.url()), GuardSettings.of(general, tenant.guard()));
    }

    SuspensionClient(URI url, GuardSettings settings) {
        this.tenants = Participant.builder(url, settings).build(TenantApi.class);
    }

    /**
     * From now on the tenant takes no writes.
     *
     * @return fails with the tenant service's own problem where it refuses (403, 404, 409), with a 503 problem where it
     *     cannot be asked
     */
    public Uni<Void> suspend(TenantId tenant, SuspensionRequest request) {
        return bounded(() -> tenants.suspend(tenant.toString(), request));
    }

    /**
     * The tenant is again what it was before; fails with a 503 problem where nobody can be told.
     *
     * @param undone whether the job has deleted rows, which are all back
     */
    public Uni<Void> unsuspend(TenantId tenant, JobId job, long token, boolean undone) {
        return bounded(() -> tenants.unsuspend(tenant.toString(), job.toString(), token, undone ? true : null));
    }

    /**
     * Whether the tenant service has refused, so that telling it again is of no use; being asked to log in, to slow
     * down or to come back later is no refusal.
     */
    public static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException problem
                && REFUSALS.contains(problem.type().status());
    }

    /**
     * Whether that refusal is about the deletion. A 403 that does not say what the requester would have to be is about
     * us: whoever has restored a realm may have taken our role.
     */
    public static boolean isRefusalOfDeletion(Throwable failure) {
        return isRefusal(failure)
                && failure instanceof ProblemException problem
                && (problem.type().status() != FORBIDDEN || problem.extensions().containsKey(REQUIRES));
    }

    /** Whether the tenant service does not know the tenant. */
    public static boolean isUnknown(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type().status() == 404;
    }

    private static Uni<Void> bounded(Supplier<Uni<Void>> call) {
        return FreshToken.after401(call)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .transform(SuspensionClient::asProblem);
    }

    private static Throwable asProblem(Throwable failure) {
        return RemoteProblem.of(failure).filter(SuspensionClient::isRefusal).orElseGet(() -> {
            LOG.warnf("The tenant service could not be told of a deletion: %s", failure.getMessage());
            return unavailable();
        });
    }

    /** The tenant service could not be told. */
    public static ProblemException unavailable() {
        return new ProblemException(ProblemType.UNAVAILABLE, "The tenant service could not be told of this deletion.");
    }
}
