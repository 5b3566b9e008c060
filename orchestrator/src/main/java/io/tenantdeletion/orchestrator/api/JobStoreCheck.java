package io.tenantdeletion.orchestrator.api;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.job.JobStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the job store answers: without it no job can be written down. */
@Readiness
@ApplicationScoped
class JobStoreCheck implements AsyncHealthCheck {

    private static final String NAME = "job store";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final JobStore store;

    JobStoreCheck(JobStore store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return store.isReachable()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(nothing -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
