package io.tenantdeletion.commons.prepare;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/**
 * Computes every plan when the process starts, so that whoever starts it reads in its log what keeps it from deleting.
 * It starts in any case: its business is not to wait for that.
 */
@ApplicationScoped
class PlanStartup {

    private static final Logger LOG = Logger.getLogger(PlanStartup.class);

    private final Plans plans;

    PlanStartup(Plans plans) {
        this.plans = plans;
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        plans.all()
                .subscribe()
                .with(
                        computed -> {},
                        failure -> LOG.errorf(failure, "No deletion plan: the database catalog cannot be read."));
    }
}
