package io.tenantdeletion.orchestrator.saga;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.Subject;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import org.jboss.logging.MDC;

/** A Vert.x context of one run, so that the ids on the log lines of jobs that run at the same time never mix. */
final class JobContext implements Executor {

    private final Context context;

    JobContext(Vertx vertx, JobId job, Subject subject) {
        context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(nothing -> {
            MDC.put("job_id", job.toString());
            MDC.put(subject.kind() == JobKind.TENANT ? "tenant_id" : "user_id", subject.toString());
        });
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(nothing -> task.run());
    }
}
