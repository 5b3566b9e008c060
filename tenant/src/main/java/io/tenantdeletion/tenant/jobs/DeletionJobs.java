package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The orchestrator behind one guard: every call is bounded in time, and one that broke off is sent again with its
 * Idempotency-Key, so that no job is started twice.
 */
@ApplicationScoped
public class DeletionJobs {

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(1);

    private final OrchestratorApi orchestrator;
    private final JobsConfig config;

    DeletionJobs(@RestClient OrchestratorApi orchestrator, JobsConfig config) {
        this.orchestrator = orchestrator;
        this.config = config;
    }

    /**
     * Asks for a job. Where the tenant already has an open one, that one is the answer.
     *
     * @param idempotencyKey makes a repeated call the same call
     * @param wait how long the orchestrator may wait for the job's end before it answers; zero for not at all
     * @return fails with the orchestrator's own problem where it refused, with a 503 problem where it cannot be asked
     */
    public Uni<DeletionJob> start(DeletionJobRequest request, String idempotencyKey, Duration wait) {
        String prefer = wait.isZero() ? null : "wait=" + wait.toSeconds();
        return guarded(() -> orchestrator.start(request, idempotencyKey, prefer), wait.plus(config.timeout()))
                .map(DeletionJob::started)
                .onFailure(OrchestratorFailures::isOpenJob)
                .recoverWithUni(failure -> read(OrchestratorFailures.openJob(failure)))
                .onFailure()
                .transform(OrchestratorFailures::asProblem);
    }

    private Uni<DeletionJob> read(JobId job) {
        return guarded(() -> orchestrator.job(job.toString()), config.timeout()).map(DeletionJob::found);
    }

    /** Where a job's status can be read. */
    public URI location(JobId job) {
        String base = config.orchestratorUrl().toString().replaceAll("/+$", "");
        return URI.create(base + OrchestratorApi.JOBS + "/" + job);
    }

    /** The time to wait for a job when the caller prefers {@code wished}. */
    public Duration bounded(Duration wished) {
        return wished.compareTo(config.maxWait()) > 0 ? config.maxWait() : wished;
    }

    private Uni<JsonNode> guarded(Supplier<Uni<JsonNode>> call, Duration limit) {
        Uni<JsonNode> bounded = Uni.createFrom()
                .deferred(call::get)
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure(WebApplicationException.class)
                .transform(failure -> Refusal.of((WebApplicationException) failure));
        if (config.retries() == 0) {
            return bounded;
        }
        return bounded.onFailure(OrchestratorFailures::brokeOff)
                .retry()
                .withBackOff(FIRST_BACK_OFF, MAX_BACK_OFF)
                .withJitter(0.5)
                .atMost(config.retries());
    }
}
