package io.tenantdeletion.commons.prepare;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.plan.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * Whether every served service could delete now, with the version of each plan, or what was found about it. In a group
 * of its own: whoever cannot delete can still do business.
 */
@HealthGroup("deletion")
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
                .after(DatabaseHealth.TIMEOUT)
                .fail()
                .map(PlanHealth::answer)
                .onFailure()
                .recoverWithItem(PlanHealth::unknown);
    }

    private static HealthCheckResponse answer(PlanSet computed) {
        HealthCheckResponseBuilder answer = builder().status(computed.isValid());
        computed.reports().forEach((key, report) -> {
            String errors = report.findings().stream()
                    .filter(Finding::isError)
                    .map(finding -> finding.code() + ": " + finding.detail() + " " + finding.remedy())
                    .collect(Collectors.joining("\n"));
            answer.withData(key.label(), errors.isEmpty() ? report.plan().version() : errors);
        });
        if (!computed.unclaimed().isEmpty()) {
            answer.withData(
                    "unclaimed",
                    computed.unclaimed().stream().map(Violation::toString).collect(Collectors.joining("\n")));
        }
        return answer.build();
    }

    private static HealthCheckResponse unknown(Throwable failure) {
        LOG.error("The database catalog cannot be read", failure);
        return builder()
                .down()
                .withData("reason", "The database catalog cannot be read; the log says why.")
                .build();
    }

    private static HealthCheckResponseBuilder builder() {
        return HealthCheckResponse.named("Deletion plans");
    }
}
