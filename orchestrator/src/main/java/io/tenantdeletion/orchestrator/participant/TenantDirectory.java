package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.guard.CallGuard;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.guard.PlainText;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.participant.ParticipantsConfig.ParticipantConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Which tenants there are, by the tenant service, behind a guard with the settings of the participant {@code tenant}.
 */
@Singleton
public class TenantDirectory {

    private static final Logger LOG = Logger.getLogger(TenantDirectory.class);
    private static final int NOT_FOUND = 404;

    private final TenantDirectoryApi tenants;
    private final ResponseValidator validator;
    private final CallGuard guard;

    TenantDirectory(ParticipantsConfig config, GuardConfig general, ResponseValidator validator) {
        ParticipantConfig tenant = config.participants().get(DeletionStep.TENANT);
        GuardSettings settings =
                GuardSettings.of(general, tenant.guard(), tenant.guard().previewTimeout());
        URI url = ParticipantRegistry.url(tenant.url());
        this.tenants = Participant.client(TenantDirectoryApi.class, url, settings);
        this.validator = validator;
        // Many may ask for a deletion at once, and each asks for one name.
        this.guard = new CallGuard("tenants", url, settings.forRequests());
    }

    /** The tenant's name; fails like {@link #find}. */
    public Uni<String> nameOf(TenantId tenant) {
        return find(tenant).map(KnownTenant::name);
    }

    /**
     * The tenant.
     *
     * @return fails with a 404 problem where the tenant service itself says that the tenant is unknown, with a 503
     *     problem whatever else keeps it from telling
     */
    public Uni<KnownTenant> find(TenantId tenant) {
        return guard.call(() -> tenants.tenant(tenant.toString()), this::tenant).map(outcome -> {
            outcome.problem().ifPresent(failure -> {
                LOG.warnf("The tenant service could not be asked for a tenant: %s", failure);
                throw new ProblemException(
                        ProblemType.UNAVAILABLE, "The tenant service could not be asked for this tenant.");
            });
            return outcome.answer()
                    .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such tenant."));
        });
    }

    /**
     * Whether there is such a tenant. Never fails: where the outcome is no answer, nobody knows, and the tenant is to
     * be taken for a living one.
     */
    public Uni<Outcome<Boolean>> knows(TenantId tenant) {
        return guard.call(() -> tenants.tenant(tenant.toString()), this::tenant)
                .map(outcome -> outcome.map(Optional::isPresent));
    }

    private Optional<KnownTenant> tenant(RestResponse<String> answer) {
        if (answer.getStatus() == NOT_FOUND && validator.problem(answer).isPresent()) {
            return Optional.empty();
        }
        KnownTenant known = validator.success(answer, KnownTenant.class);
        ResponseValidator.require(known.name() != null, "a tenant without a name");
        return Optional.of(new KnownTenant(PlainText.line(known.name(), PlainText.MAX_DETAIL), known.ownerId()));
    }
}
