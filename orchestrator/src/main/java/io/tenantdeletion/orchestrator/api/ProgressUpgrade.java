package io.tenantdeletion.orchestrator.api;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.audit.RefusalTrail;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.Outage;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Who may watch a job by WebSocket: whoever may read it. Anybody else is refused before there is a connection. */
@Singleton
class ProgressUpgrade implements HttpUpgradeCheck {

    /** The job that is watched, as it was read when that was allowed. */
    static final TypedKey<DeletionJob> JOB = new TypedKey<>("job");

    /** What whoever watches is to it. */
    static final TypedKey<JobPermissions> STANDING = new TypedKey<>("standing");

    /** Who watches. */
    static final TypedKey<Caller> CALLER = new TypedKey<>("caller");

    private static final Logger LOG = Logger.getLogger(ProgressUpgrade.class);

    private final JobStore store;
    private final TenantAdmins admins;
    private final CurrentVertxRequest request;
    private final RefusalTrail trail;
    private final Clock clock;

    ProgressUpgrade(JobStore store, TenantAdmins admins, CurrentVertxRequest request, RefusalTrail trail, Clock clock) {
        this.store = store;
        this.admins = admins;
        this.request = request;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public boolean appliesTo(String endpoint) {
        return JobProgressSocket.class.getName().equals(endpoint);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return context.securityIdentity()
                .map(identity -> Caller.of(authenticated(identity), admins, request))
                .invoke(caller -> context.userData().put(CALLER, caller))
                .chain(caller -> permitted(context, new JobAccess(store, caller)))
                .onFailure()
                .recoverWithUni(failure -> refused(context, type(failure)));
    }

    private static Uni<CheckResult> permitted(HttpUpgradeContext context, JobAccess access) {
        return access.readable(JobId.fromString(context.pathParam("job_id")))
                .invoke(job -> context.userData().put(JOB, job))
                .chain(access::standing)
                .invoke(standing -> context.userData().put(STANDING, standing))
                .map(standing -> CheckResult.permitUpgradeSync());
    }

    private static SecurityIdentity authenticated(SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "A valid bearer token is needed.");
        }
        return identity;
    }

    private static ProblemType type(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem.type();
        }
        if (failure instanceof AuthenticationFailedException) {
            return ProblemType.UNAUTHENTICATED;
        }
        if (Outage.isOutage(failure)) {
            return Outage.of("What it takes to watch a job", failure).type();
        }
        LOG.error("A job cannot be watched", failure);
        return ProblemType.INTERNAL_ERROR;
    }

    private Uni<CheckResult> refused(HttpUpgradeContext context, ProblemType type) {
        if (type.equals(ProblemType.UNAUTHENTICATED) || type.equals(ProblemType.FORBIDDEN)) {
            trail.record(refusal(context, type));
        }
        if (context.httpRequest().response().headWritten()) {
            // A token that is not valid is answered by whoever looked at it.
            return Uni.createFrom().nothing();
        }
        return type.equals(ProblemType.UNAUTHENTICATED)
                ? CheckResult.rejectUpgrade(type.status(), Map.of("WWW-Authenticate", List.of("Bearer")))
                : CheckResult.rejectUpgrade(type.status());
    }

    private AuditEvent refusal(HttpUpgradeContext context, ProblemType type) {
        String actor = Optional.ofNullable(context.userData().get(CALLER))
                .map(caller -> caller.userId().map(UserId::toString).orElse("unknown"))
                .orElse("anonymous");
        return new AuditEvent(
                UUID.randomUUID(),
                clock.instant(),
                actor,
                context.httpRequest().remoteAddress().hostAddress(),
                "request.refused",
                null,
                job(context.pathParam("job_id")),
                AuditEvent.REFUSED,
                type.slug(),
                Map.of("method", "GET", "path", JobProgressSocket.PATH, "status", type.status()));
    }

    private static UUID job(String id) {
        try {
            return JobId.fromString(id).value();
        } catch (ProblemException notAUuid) {
            return null;
        }
    }
}
