package io.tenantdeletion.orchestrator.participant;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.commons.contract.TransferRequest;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.orchestrator.guard.CallGuard;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.participant.ParticipantsConfig.ParticipantConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What the tenant service knows of a user's tenants and does about them, behind guards of their own; the settings are
 * those of the participant {@code tenant}. No call ever fails.
 */
@Singleton
public class UserTenants {

    private final UserTenantsApi api;
    private final UserTenantsResponses responses;
    private final CallGuard reads;
    private final CallGuard writes;

    UserTenants(ParticipantsConfig config, GuardConfig general, UserTenantsResponses responses) {
        ParticipantConfig tenant = config.participants().get(DeletionStep.TENANT);
        GuardSettings settings =
                GuardSettings.of(general, tenant.guard(), tenant.guard().previewTimeout());
        URI url = ParticipantRegistry.url(tenant.url());
        this.api = Participant.client(UserTenantsApi.class, url, settings);
        this.responses = responses;
        this.reads = new CallGuard("tenants of a user", url, settings);
        this.writes = new CallGuard("tenants of a user, changes", url, settings);
    }

    /**
     * Tenants that cannot be without the user, in order.
     *
     * @param after the last one of the page before, or null
     */
    public Uni<Outcome<List<TenantOwnership>>> ownerships(UserId user, TenantId after, int limit) {
        return reads.call(
                () -> api.ownerships(user.toString(), text(after), limit),
                answer -> responses.ownerships(answer, user, after, limit));
    }

    /** One such tenant as it is now; empty where it can be without the user. */
    public Uni<Outcome<Optional<TenantOwnership>>> ownership(UserId user, TenantId tenant) {
        TenantId before = TenantOrder.before(tenant).orElse(null);
        return reads.call(
                () -> api.ownerships(user.toString(), text(before), 1),
                answer -> responses.ownerships(answer, user, before, 1).stream()
                        .filter(found -> found.tenantId().equals(tenant))
                        .findFirst());
    }

    /**
     * Tenants the user is in, in order.
     *
     * @param after the last one of the page before, or null
     */
    public Uni<Outcome<List<TenantId>>> memberships(UserId user, TenantId after, int limit) {
        return reads.call(
                () -> api.memberships(user.toString(), text(after), limit),
                answer -> responses.memberships(answer, after, limit));
    }

    /**
     * Gives a tenant of the user to another owner.
     *
     * @param job the user's deletion
     * @param key of what is kept to undo it, or null where nothing is to be
     */
    public Uni<Outcome<Transfer>> transfer(TenantId tenant, TransferRequest request, JobId job, ServiceKey key) {
        return writes.call(
                () -> api.transfer(tenant.toString(), new PurgeHeaders(job.toString(), null, key), request),
                answer -> responses.transfer(answer, request.newOwnerId()));
    }

    /** Takes the user out of all tenants; with the same key as {@link #transfer}. */
    public Uni<Outcome<Departure>> leave(UserId user, JobId job, ServiceKey key) {
        return writes.call(
                () -> api.leave(user.toString(), new PurgeHeaders(job.toString(), null, key)),
                answer -> responses.departure(answer, user));
    }

    /** Undoes both, as far as tenants are still as the job has left them. Can be repeated. */
    public Uni<Outcome<RestoredRows>> restore(UserId user, JobId job, ServiceKey key) {
        return writes.call(
                () -> api.restore(user.toString(), job.toString(), key.encoded()),
                answer -> responses.restored(answer, user));
    }

    /** Has what is kept for that forgotten. Can be repeated. */
    public Uni<Outcome<Boolean>> forgetRestoreLog(UserId user, JobId job) {
        return writes.call(() -> api.forgetRestoreLog(user.toString(), job.toString()), responses::forgotten);
    }

    private static String text(TenantId id) {
        return id == null ? null : id.toString();
    }
}
