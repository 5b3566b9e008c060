package io.tenantdeletion.orchestrator.console;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.Outage;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.commons.security.TenantAdmins;
import io.tenantdeletion.orchestrator.api.JobAccess;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Who may be told of changes on an open page: of one job whoever may read it, of all jobs platform admins. By the
 * session's cookie, and only from one of the console's own pages, because a browser sends that cookie with any page's
 * socket.
 */
@Singleton
class ConsoleUpgrade implements HttpUpgradeCheck {

    static final TypedKey<DeletionJob> JOB = new TypedKey<>("console-job");

    private static final Set<String> SOCKETS = Set.of(JobSocket.class.getName(), ChangesSocket.class.getName());
    private static final int FORBIDDEN = 403;

    private final JobStore store;
    private final TenantAdmins admins;
    private final CurrentVertxRequest request;

    ConsoleUpgrade(JobStore store, TenantAdmins admins, CurrentVertxRequest request) {
        this.store = store;
        this.admins = admins;
        this.request = request;
    }

    @Override
    public boolean appliesTo(String endpoint) {
        return SOCKETS.contains(endpoint);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest upgrade = context.httpRequest();
        String origin = upgrade.getHeader("Origin");
        if (origin == null
                || !SameOriginFilter.isOwn(
                        upgrade.getHeader("Sec-Fetch-Site"),
                        origin,
                        upgrade.authority().toString())) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        return context.securityIdentity()
                .map(identity -> Caller.of(identity, admins, request))
                .chain(caller -> context.endpointId().equals(ChangesSocket.class.getName())
                        ? permitted(caller.isPlatformAdmin())
                        : readable(context, new JobAccess(store, caller)))
                .onFailure(Outage::isOutage)
                .transform(failure -> Outage.of("What it takes to watch jobs", failure))
                .onFailure(ProblemException.class)
                .recoverWithUni(refused -> CheckResult.rejectUpgrade(
                        ((ProblemException) refused).type().status()));
    }

    private static Uni<CheckResult> permitted(boolean may) {
        return may ? CheckResult.permitUpgrade() : CheckResult.rejectUpgrade(FORBIDDEN);
    }

    private static Uni<CheckResult> readable(HttpUpgradeContext context, JobAccess access) {
        return access.readable(JobId.fromString(context.pathParam("job_id")))
                .invoke(job -> context.userData().put(JOB, job))
                .map(job -> CheckResult.permitUpgradeSync());
    }
}
