package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.tenantdeletion.orchestrator.saga.JobWaiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** How a job is answered: at once, or after waiting as long as the caller prefers. */
@ApplicationScoped
class JobResponses {

    private final JobWaiter waiter;
    private final JobsConfig config;
    private final StopSwitch stop;
    private final Clock clock;

    JobResponses(JobWaiter waiter, JobsConfig config, StopSwitch stop, Clock clock) {
        this.waiter = waiter;
        this.config = config;
        this.stop = stop;
        this.clock = clock;
    }

    /** How long the caller wants to wait. */
    Optional<Duration> wait(HttpHeaders headers) {
        return RequestHeaders.waiting(headers.getRequestHeader(DeletionHeaders.PREFER), config.maxWait());
    }

    /** The job as it is now. */
    DeletionJobStatus status(DeletionJob job) {
        return DeletionJobStatus.of(job, clock.instant(), stop.isPaused());
    }

    /** Not where somebody has to decide first, or days have to pass. */
    private boolean isWorthWaitingFor(DeletionJob job) {
        return job.status().isOpen()
                && WaitingFor.of(job, clock.instant(), stop.isPaused())
                        .filter(reason -> reason != WaitingFor.TENANT_SERVICE)
                        .isEmpty();
    }

    /** 200 where the job has ended, 202 while it is open; both with its address. */
    Uni<RestResponse<DeletionJobStatus>> started(DeletionJob job, Optional<Duration> wait) {
        Uni<DeletionJob> answer = wait.filter(time -> isWorthWaitingFor(job) && !time.isZero())
                .map(time -> waiter.await(job.id(), time))
                .orElseGet(() -> Uni.createFrom().item(job));
        return answer.map(known -> {
            RestResponse.ResponseBuilder<DeletionJobStatus> response = RestResponse.ResponseBuilder.create(
                            known.status().isOpen() ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK,
                            status(known))
                    .header(HttpHeaders.LOCATION, DeletionJobResource.PATH + "/" + known.id());
            wait.ifPresent(time -> response.header(DeletionHeaders.PREFERENCE_APPLIED, "wait=" + time.toSeconds()));
            return response.build();
        });
    }
}
