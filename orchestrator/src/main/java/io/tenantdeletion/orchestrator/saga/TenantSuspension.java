package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.LeavingUsers;
import io.tenantdeletion.orchestrator.job.RequestedAs;
import io.tenantdeletion.orchestrator.job.SuspensionStore;
import io.tenantdeletion.orchestrator.participant.SuspensionClient;
import io.tenantdeletion.orchestrator.participant.SuspensionRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps the tenant service in step with jobs: no job begins before its tenant is suspended, every attempt suspends
 * first, and no tenant stays suspended for a job that will not run. Each decision carries a token that only grows, so
 * that what arrives late changes nothing. What cannot be told now is told later by {@link JobUpkeep}.
 */
@ApplicationScoped
public class TenantSuspension {

    private static final String OUTDATED = "suspension-outdated";

    private final SuspensionClient tenants;
    private final SuspensionStore store;
    private final LeavingUsers leaving;

    TenantSuspension(SuspensionClient tenants, SuspensionStore store, LeavingUsers leaving) {
        this.tenants = tenants;
        this.store = store;
        this.leaving = leaving;
    }

    /**
     * Tells the tenant service what it does not know yet about the job; fails with its problem where it refuses, and
     * then the job is cancelled.
     */
    Uni<Void> tell(DeletionJob job) {
        return switch (job.start().suspension()) {
            case WANTED -> request(job).chain(() -> store.suspended(job));
            case UNWANTED ->
                tenants.unsuspend(job.tenant(), job.id(), job.start().token()).chain(() -> store.unsuspended(job));
            case NONE, SUSPENDED -> Uni.createFrom().voidItem();
        };
    }

    /** Has the tenant suspended for the first time; where the tenant service refuses, the job is cancelled. */
    Uni<Void> request(DeletionJob job) {
        return suspend(job).onFailure(SuspensionClient::isRefusal).call(refusal -> store.refused(job, slug(refusal)));
    }

    /**
     * Has the tenant suspended, again where it is so already.
     *
     * @return fails with the tenant service's problem where it refuses, with a 503 problem where it cannot be asked. A
     *     tenant that it does not know needs no suspension where the job does not need it, either: its id is forced, or
     *     its rows may be gone already.
     */
    public Uni<Void> suspend(DeletionJob job) {
        boolean needless = job.start().forced() || job.hasBegunPurge();
        return ask(job, job.start().token())
                .onFailure(TenantSuspension::isOutdated)
                .recoverWithUni(() -> store.renew(job)
                        .chain(token -> token.map(newer -> ask(job, newer))
                                // Somebody else has decided about this job meanwhile.
                                .orElseGet(() -> Uni.createFrom().failure(SuspensionClient.unavailable()))))
                .onFailure(TenantSuspension::isOutdated)
                .transform(overtakenAgain -> SuspensionClient.unavailable())
                .onFailure(failure -> needless && SuspensionClient.isUnknown(failure))
                .recoverWithNull();
    }

    private Uni<Void> ask(DeletionJob job, long token) {
        boolean partOfAnother = job.origin().parent() != null;
        boolean soleAdmin = job.origin().requestedAs() == RequestedAs.OWNER || partOfAnother;
        Uni<List<UserId>> others =
                partOfAnother ? leaving.all() : Uni.createFrom().item(List.of());
        return others.map(users -> new SuspensionRequest(
                        job.id(), token, job.start().dueAt(), job.initiatedBy(), soleAdmin, users, job.hasBegunPurge()))
                .chain(request -> tenants.suspend(job.tenant(), request));
    }

    private static boolean isOutdated(Throwable failure) {
        return failure instanceof ProblemException && OUTDATED.equals(slug(failure));
    }

    private static String slug(Throwable refusal) {
        return ((ProblemException) refusal).type().slug();
    }
}
