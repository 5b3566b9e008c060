package io.tenantdeletion.orchestrator.api;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.RequestHeaders;
import io.tenantdeletion.orchestrator.control.StopSwitch;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobsConfig;
import io.tenantdeletion.orchestrator.job.WaitingFor;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.saga.JobWaiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** How a job is answered: at once, or after waiting as long as the caller prefers. */
@ApplicationScoped
public class JobResponses {

    private final JobWaiter waiter;
    private final JobsConfig config;
    private final StopSwitch stop;
    private final Clock clock;
    private final JobAccess access;
    private final ParticipantRegistry participants;

    JobResponses(
            JobWaiter waiter,
            JobsConfig config,
            StopSwitch stop,
            Clock clock,
            JobAccess access,
            ParticipantRegistry participants) {
        this.waiter = waiter;
        this.config = config;
        this.stop = stop;
        this.clock = clock;
        this.access = access;
        this.participants = participants;
    }

    /** How long the caller wants to wait. */
    Optional<Duration> wait(HttpHeaders headers) {
        return RequestHeaders.waiting(headers.getRequestHeader(DeletionHeaders.PREFER), config.maxWait());
    }

    /** The job as it is now, for the caller of the current request. */
    Uni<DeletionJobStatus> status(DeletionJob job) {
        return access.standing(job).map(caller -> status(job, caller));
    }

    /** The job as it is now, for somebody. */
    DeletionJobStatus status(DeletionJob job, JobPermissions caller) {
        return DeletionJobStatus.of(
                job, clock.instant(), stop.isPaused(), JobLinks.of(job, caller, participants.names(), clock.instant()));
    }

    /** The jobs as they are now, for the caller of the current request. */
    public Uni<List<DeletionJobStatus>> statuses(List<DeletionJob> jobs) {
        return jobs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(jobs.stream().map(this::status).toList()).andFailFast();
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
        // Before the wait: afterwards there may be no current request here any more.
        return access.standing(job).chain(caller -> started(job, wait, caller));
    }

    private Uni<RestResponse<DeletionJobStatus>> started(
            DeletionJob job, Optional<Duration> wait, JobPermissions caller) {
        Uni<DeletionJob> answer = wait.filter(time -> isWorthWaitingFor(job) && !time.isZero())
                .map(time -> waiter.await(job.id(), time))
                .orElseGet(() -> Uni.createFrom().item(job));
        return answer.map(known -> {
            RestResponse.ResponseBuilder<DeletionJobStatus> response = RestResponse.ResponseBuilder.create(
                            known.status().isOpen() ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK,
                            status(known, caller))
                    .header(HttpHeaders.LOCATION, DeletionJobResource.PATH + "/" + known.id());
            wait.ifPresent(time -> response.header(DeletionHeaders.PREFERENCE_APPLIED, "wait=" + time.toSeconds()));
            return response.build();
        });
    }
}
