package io.tenantdeletion.commons.prepare;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jboss.logging.Logger;

/** Up while every served service has a valid plan, with the version of each. */
@Readiness
@Startup
@ApplicationScoped
class PlanHealth implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger(PlanHealth.class);

    private final Plans plans;

    PlanHealth(Plans plans) {
        this.plans = plans;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return plans.all()
                .ifNoItem()
                .after(DatabaseHealth.PATIENCE)
                .fail()
                .map(PlanHealth::up)
                .onFailure()
                .recoverWithItem(PlanHealth::down);
    }

    private static HealthCheckResponse up(PlanSet valid) {
        HealthCheckResponseBuilder answer = builder().up();
        valid.forEach((key, plan) -> answer.withData(key.label(), plan.version()));
        return answer.build();
    }

    private static HealthCheckResponse down(Throwable failure) {
        LOG.errorf("Not ready. %s", failure.getMessage());
        return builder()
                .down()
                .withData("reason", "No valid plan for each service; the log says why.")
                .build();
    }

    private static HealthCheckResponseBuilder builder() {
        return HealthCheckResponse.named("Deletion plans");
    }
}
