package io.tenantdeletion.orchestrator.console;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.orchestrator.api.JobAccess;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/**
 * Who may watch a job from a page: whoever may read it, by the session's cookie, and only from one of the console's own
 * pages, because a browser sends that cookie with any page's socket.
 */
@Singleton
class JobSocketUpgrade implements HttpUpgradeCheck {

    static final TypedKey<DeletionJob> JOB = new TypedKey<>("console-job");
    private static final int FORBIDDEN = 403;

    private final JobStore store;
    private final TenantAdmins admins;
    private final CurrentVertxRequest request;

    JobSocketUpgrade(JobStore store, TenantAdmins admins, CurrentVertxRequest request) {
        this.store = store;
        this.admins = admins;
        this.request = request;
    }

    @Override
    public boolean appliesTo(String endpoint) {
        return JobSocket.class.getName().equals(endpoint);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest upgrade = context.httpRequest();
        String origin = upgrade.getHeader("Origin");
        if (origin == null
                || !SameOriginFilter.isOrigin(origin, upgrade.authority().toString())) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        return context.securityIdentity()
                .map(identity -> new JobAccess(store, Caller.of(identity, admins, request)))
                .chain(access -> access.readable(JobId.fromString(context.pathParam("job_id"))))
                .invoke(job -> context.userData().put(JOB, job))
                .map(job -> CheckResult.permitUpgradeSync())
                .onFailure(ProblemException.class)
                .recoverWithUni(refused -> CheckResult.rejectUpgrade(
                        ((ProblemException) refused).type().status()));
    }
}
