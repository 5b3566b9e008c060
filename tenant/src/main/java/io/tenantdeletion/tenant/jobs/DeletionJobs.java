package io.tenantdeletion.tenant.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.security.FreshToken;
import io.tenantdeletion.tenant.requester.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The orchestrator behind one guard: every call is bounded in time, and one that broke off is sent again, which is safe
 * for each of them; starting a job carries its Idempotency-Key, so that none is started twice.
 */
@ApplicationScoped
public class DeletionJobs {

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(1);

    private final OrchestratorApi orchestrator;
    private final JobsConfig config;
    private final OrchestratorFailures failures;

    DeletionJobs(@RestClient OrchestratorApi orchestrator, JobsConfig config) {
        this.orchestrator = orchestrator;
        this.config = config;
        this.failures = new OrchestratorFailures(this::address);
    }

    /**
     * Asks for a job. Where the tenant already has an open one, that one is the answer, unless a retention was asked
     * for that it does not have.
     *
     * @param idempotencyKey makes a repeated call the same call
     * @param wait how long the orchestrator may wait for the job's end before it answers; zero for not at all
     * @return fails with the orchestrator's own problem where it refused, with a 503 problem where it cannot be asked
     */
    public Uni<DeletionJob> start(
            DeletionJobRequest request, Requester requester, String idempotencyKey, Duration wait) {
        String prefer = wait.isZero() ? null : "wait=" + wait.toSeconds();
        return guarded(
                        () -> orchestrator.start(
                                request, idempotencyKey, prefer, requester.onBehalfOf(), requester.source()),
                        wait.plus(config.timeout()))
                .map(DeletionJob::started)
                .onFailure(OrchestratorFailures::isOpenJob)
                .recoverWithUni(failure -> read(OrchestratorFailures.openJob(failure), requester)
                        .onItem()
                        .transformToUni(open -> request.isAnsweredBy(open)
                                ? Uni.createFrom().item(open)
                                : Uni.createFrom().failure(failure)))
                .onFailure()
                .transform(failures::asProblem);
    }

    /** A job that is known already; fails as {@link #start}. */
    public Uni<DeletionJob> find(JobId job, Requester requester) {
        return read(job, requester).onFailure().transform(failures::asProblem);
    }

    /**
     * Stops a job before it has deleted anything.
     *
     * @return fails with 409 {@code deletion-job-not-pending} where it is too late for that, otherwise as
     *     {@link #start}
     */
    public Uni<DeletionJob> cancel(JobId job, String reason, Requester requester) {
        OrchestratorApi.Cancellation why = new OrchestratorApi.Cancellation(reason);
        return guarded(
                        () -> orchestrator.cancel(job.toString(), why, requester.onBehalfOf(), requester.source()),
                        config.timeout())
                .map(DeletionJob::found)
                .onFailure(OrchestratorFailures::isNotPending)
                .recoverWithUni(failure -> cancelledBefore(job, requester, failure))
                .onFailure()
                .transform(failures::asProblem);
    }

    /** A job that was cancelled by an earlier call whose answer was lost is cancelled, too. */
    private Uni<DeletionJob> cancelledBefore(JobId job, Requester requester, Throwable refusal) {
        return read(job, requester)
                .onItem()
                .transformToUni(known -> known.isCancelled()
                        ? Uni.createFrom().item(known)
                        : Uni.createFrom().failure(refusal));
    }

    private Uni<DeletionJob> read(JobId job, Requester requester) {
        return guarded(
                        () -> orchestrator.job(job.toString(), requester.onBehalfOf(), requester.source()),
                        config.timeout())
                .map(DeletionJob::found);
    }

    /** Where a job's status can be read. */
    public URI location(JobId job) {
        return address(OrchestratorApi.JOBS + "/" + job);
    }

    /** The longest time to wait for a job. */
    public Duration maxWait() {
        return config.maxWait();
    }

    private URI address(String path) {
        return URI.create(config.orchestratorUrl().toString().replaceAll("/+$", "") + path);
    }

    private Uni<JsonNode> guarded(Supplier<Uni<JsonNode>> call, Duration limit) {
        Uni<JsonNode> bounded = FreshToken.after401(call)
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
