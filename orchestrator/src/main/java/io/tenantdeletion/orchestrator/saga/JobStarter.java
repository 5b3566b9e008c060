package io.tenantdeletion.orchestrator.saga;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.Idempotency;
import io.tenantdeletion.orchestrator.job.JobStore;
import io.tenantdeletion.orchestrator.job.Lease;
import io.tenantdeletion.orchestrator.job.NewJob;
import io.tenantdeletion.orchestrator.participant.ParticipantRegistry;
import io.tenantdeletion.orchestrator.participant.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes jobs down and begins them. Which of several requests makes the job is decided by the store's unique indexes.
 */
@ApplicationScoped
public class JobStarter {

    private static final int TRIES = 3;

    private final JobStore store;
    private final JobRunner runner;
    private final TenantDirectory tenants;
    private final ParticipantRegistry participants;
    private final Clock clock;

    JobStarter(
            JobStore store, JobRunner runner, TenantDirectory tenants, ParticipantRegistry participants, Clock clock) {
        this.store = store;
        this.runner = runner;
        this.tenants = tenants;
        this.participants = participants;
        this.clock = clock;
    }

    /**
     * The job of this request: a new one, or the one an earlier request with the same idempotency key made.
     *
     * @return fails with a problem: 404 unknown tenant, 409 another job of the tenant is open, 422 key of another
     *     request, 503 the tenant service cannot be asked
     */
    public Uni<DeletionJob> start(JobRequest request) {
        return earlier(request.idempotency())
                .chain(earlier -> earlier.map(job -> Uni.createFrom().item(job))
                        .orElseGet(() -> tenants.nameOf(request.tenant()).chain(name -> create(request, name, TRIES))));
    }

    private Uni<DeletionJob> create(JobRequest request, String tenantName, int tries) {
        JobId id = new JobId(UUID.randomUUID());
        UUID run = runner.hasRoom() ? UUID.randomUUID() : null;
        NewJob job = new NewJob(
                id,
                request.tenant(),
                tenantName,
                request.initiatedBy(),
                request.reason(),
                request.idempotency(),
                clock.instant(),
                participants.names());
        return store.create(job, run).chain(created -> {
            if (!created) {
                return beaten(request, tenantName, tries);
            }
            if (run != null) {
                runner.start(new Lease(id, request.tenant(), run));
            }
            return store.find(id).map(Optional::orElseThrow);
        });
    }

    private Uni<DeletionJob> beaten(JobRequest request, String tenantName, int tries) {
        return earlier(request.idempotency())
                .chain(earlier -> earlier.map(job -> Uni.createFrom().item(job))
                        .orElseGet(() -> store.openOf(request.tenant()).chain(open -> {
                            if (open.isPresent()) {
                                throw JobProblems.open(open.get().id());
                            }
                            if (tries == 1) {
                                throw new ProblemException(
                                        ProblemType.UNAVAILABLE, "Jobs of this tenant come and go; try again.");
                            }
                            return create(request, tenantName, tries - 1);
                        })));
    }

    private Uni<Optional<DeletionJob>> earlier(Idempotency idempotency) {
        if (idempotency == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.findBy(idempotency)
                .invoke(found -> found.ifPresent(job -> {
                    if (!idempotency.requestHash().equals(job.requestHash())) {
                        throw JobProblems.keyReused();
                    }
                }));
    }
}
