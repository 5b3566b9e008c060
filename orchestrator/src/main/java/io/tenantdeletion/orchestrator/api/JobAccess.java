package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Who may see, retry or take back a job. The user who asked for it may always see it, because after the deletion nobody
 * owns the tenant any more; but whoever lost the tenant to others cannot go on deleting it.
 */
@ApplicationScoped
public class JobAccess {

    private final JobStore store;
    private final Caller caller;

    public JobAccess(JobStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    /** The job, if the caller may see it. */
    public Uni<DeletionJob> readable(JobId id) {
        return find(id).call(job -> {
            if (mayActFor(job)) {
                return Uni.createFrom().voidItem();
            }
            return job.tenant() == null ? refused() : requireAdministers(job.tenant());
        });
    }

    /** The newest job of a tenant, if the caller may see it. */
    Uni<DeletionJob> readableLatest(TenantId tenant) {
        return store.latestOf(Subject.of(tenant)).chain(latest -> {
            if (latest.filter(this::mayActFor).isPresent()) {
                return Uni.createFrom().item(latest.get());
            }
            return requireAdministers(tenant)
                    .map(nothing -> latest.orElseThrow(
                            () -> new ProblemException(ProblemType.NOT_FOUND, "This tenant has no deletion job.")));
        });
    }

    /** The newest job of a user, if the caller may see it. */
    Uni<DeletionJob> readableLatest(UserId user) {
        return store.latestOf(Subject.of(user)).map(latest -> {
            if (latest.filter(this::isInitiator).isEmpty()) {
                requireSelfOrTrusted(user);
            }
            return latest.orElseThrow(
                    () -> new ProblemException(ProblemType.NOT_FOUND, "This user has no deletion job."));
        });
    }

    /** The user who calls; fails with 403 where a service calls, or the token names no user by UUID. */
    UserId requireSelf() {
        if (caller.isService()) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This is for users; a service names the user.");
        }
        return requireUser();
    }

    /**
     * Whose jobs a list shows: the caller's where only those are wanted or may be seen, or null for everybody's. Fails
     * with 403 where that is nobody with a UUID.
     */
    UserId ownerOfList(boolean mine) {
        return mine || !isTrusted() ? requireSelf() : null;
    }

    /** Lets services, platform admins and that user pass; fails with 403 for anybody else. */
    void requireSelfOrTrusted(UserId user) {
        if (!isTrusted() && !caller.userId().equals(Optional.of(user))) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This is about another user.");
        }
    }

    /** Whether the caller may see all jobs of a tenant. */
    Uni<Boolean> mayListAll(TenantId tenant) {
        return isTrusted()
                ? Uni.createFrom().item(true)
                : caller.administers(tenant)
                        .onFailure(JobAccess::isUnknownTenant)
                        .recoverWithItem(false);
    }

    /** Whether the caller may see all jobs of a user. */
    boolean mayListAll(UserId user) {
        return isTrusted() || caller.userId().equals(Optional.of(user));
    }

    /** The user who calls; fails with 403 where the token names none. */
    UserId requireUser() {
        return caller.userId()
                .orElseThrow(
                        () -> new ProblemException(ProblemType.FORBIDDEN, "The token does not name a user by UUID."));
    }

    /** What the caller is to a job. Never fails: whoever cannot be asked says nothing. */
    Uni<JobPermissions> standing(DeletionJob job) {
        boolean own = isOwnUser(job);
        boolean mayChange = job.status().isOpen() || job.status() == JobStatus.FAILED;
        JobPermissions known = new JobPermissions(
                caller.userId().orElse(null), caller.isPlatformAdmin(), isTrusted() || own, isTrusted() || own);
        if (known.retries() || job.tenant() == null || !mayChange) {
            return Uni.createFrom().item(known);
        }
        return caller.roleIn(job.tenant())
                .map(role -> known.with(isInitiator(job) && role.isPresent(), role.equals(Optional.of("owner"))))
                .onFailure(JobAccess::isUnknownTenant)
                .recoverWithItem(() -> known.with(isInitiator(job), false))
                .onFailure()
                .recoverWithItem(known);
    }

    /** The job, if the caller may retry it. */
    Uni<DeletionJob> retryable(JobId id) {
        return find(id).call(job -> {
            if (isTrusted() || isOwnUser(job)) {
                return Uni.createFrom().voidItem();
            }
            Uni<Boolean> entitled = isInitiator(job) && job.tenant() != null
                    ? caller.administers(job.tenant())
                            // A job that is half done may have removed the tenant already.
                            .onFailure(JobAccess::isUnknownTenant)
                            .recoverWithItem(true)
                    : Uni.createFrom().item(false);
            return entitled.invoke(JobAccess::requireEntitled);
        });
    }

    /** The job, if the caller may take it back. */
    Uni<DeletionJob> cancellable(JobId id) {
        return find(id).call(job -> {
            if (isTrusted() || isOwnUser(job)) {
                return Uni.createFrom().voidItem();
            }
            return job.tenant() == null ? refused() : requireOwns(job.tenant());
        });
    }

    /** Whoever may restore a tenant may cancel its job, and nobody else. */
    private Uni<Void> requireOwns(TenantId tenant) {
        return caller.owns(tenant)
                .onFailure(JobAccess::isUnknownTenant)
                .recoverWithItem(false)
                .invoke(owns -> {
                    if (!owns) {
                        throw new ProblemException(
                                ProblemType.FORBIDDEN, "Only an owner of this tenant may take its deletion back.");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireEntitled(boolean entitled) {
        if (!entitled) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Only a platform admin may retry this job, or the user who asked for it while owner or admin of the"
                            + " tenant.");
        }
    }

    /** The job, whoever asks. */
    Uni<DeletionJob> find(JobId id) {
        return store.find(id)
                .map(job ->
                        job.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such job.")));
    }

    private boolean mayActFor(DeletionJob job) {
        return isTrusted() || isInitiator(job) || isOwnUser(job);
    }

    /** Whether the caller is the user whom the job deletes. */
    private boolean isOwnUser(DeletionJob job) {
        return job.user() != null && caller.userId().equals(Optional.of(job.user()));
    }

    private static Uni<Void> refused() {
        return Uni.createFrom()
                .failure(new ProblemException(ProblemType.FORBIDDEN, "This job is about somebody else."));
    }

    private boolean isTrusted() {
        return caller.isService() || caller.isPlatformAdmin();
    }

    private boolean isInitiator(DeletionJob job) {
        return job.initiatedBy() != null && caller.userId().equals(Optional.of(job.initiatedBy()));
    }

    private Uni<Void> requireAdministers(TenantId tenant) {
        return caller.requireAccessTo(tenant)
                .onFailure(JobAccess::isUnknownTenant)
                .transform(gone -> new ProblemException(
                        ProblemType.FORBIDDEN, "Only an owner or admin of this tenant may see its jobs."));
    }

    private static boolean isUnknownTenant(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.NOT_FOUND;
    }
}
