package io.tenantdeletion.commons.prepare;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Ends a process that has no valid plan, with exit code 1 and the reasons, before anybody trusts it. */
@ApplicationScoped
class PlanStartup {

    private static final Logger LOG = Logger.getLogger(PlanStartup.class);

    private final Plans plans;

    PlanStartup(Plans plans) {
        this.plans = plans;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        plans.all().subscribe().with(PlanStartup::announce, PlanStartup::refuse);
    }

    private static void announce(PlanSet valid) {
        valid.forEach((key, plan) ->
                LOG.infof("%s_plan.valid tables=%d version=%s", key.event(), plan.tableCount(), plan.version()));
    }

    private static void refuse(Throwable failure) {
        LOG.errorf("This process does not start. %s", failure.getMessage());
        LOG.debug("No deletion plan", failure);
        Quarkus.asyncExit(1);
    }
}
