package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.orchestrator.api.DeletionJobStatus.Link;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.JobStatus;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.UserSteps;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be done about a job now, and only what its caller may do. */
final class JobLinks {

    private final Map<String, Link> links = new LinkedHashMap<>();
    private final String self;

    private JobLinks(DeletionJob job) {
        this.self = DeletionJobResource.PATH + "/" + job.id();
    }

    /**
     * The links by relation.
     *
     * @param registered the services that take part now
     */
    static Map<String, Link> of(DeletionJob job, JobPermissions caller, Collection<String> registered, Instant now) {
        JobLinks links = new JobLinks(job);
        links.add("self", "", "GET");
        links.add("report", "/report", "GET");
        links.add("progress", "/progress", "GET");
        if (job.times().certifiedAt() != null) {
            links.add("certificate", "/certificate", "GET");
        }
        if (caller.retries() && job.isRetryable()) {
            links.add("retry", "/retry", "POST");
        }
        if (caller.cancels() && job.isCancellable() && job.origin().takenBackWith() == null) {
            links.add("cancel", "/cancel", "POST");
        }
        if (caller.platformAdmin()) {
            links.addForPlatformAdmin(job, caller, registered);
            if (job.isRestorable(now)) {
                links.add("restore", "/restore", "POST");
            }
        }
        return links.links;
    }

    private void addForPlatformAdmin(DeletionJob job, JobPermissions caller, Collection<String> registered) {
        if (job.status() == JobStatus.IN_PROGRESS) {
            add("abort", "/abort", "POST");
        }
        boolean awaited =
                job.status() == JobStatus.PENDING && job.start().approval().status() == Approval.Status.WAITING;
        if (awaited && caller.user() != null && !caller.user().equals(job.initiatedBy())) {
            add("approve", "/approve", "POST");
            add("reject", "/reject", "POST");
        }
        if (!job.running() && (job.status().isOpen() || job.status() == JobStatus.FAILED)) {
            job.steps().stream()
                    .filter(step -> step.status() != StepStatus.COMPLETED && step.status() != StepStatus.LEFT_OUT)
                    .map(DeletionStep::service)
                    .filter(service -> !registered.contains(service) && !UserSteps.OWN.contains(service))
                    .findFirst()
                    .ifPresent(service -> add("leave-out", "/steps/" + service + "/leave-out", "POST"));
        }
    }

    private void add(String relation, String path, String method) {
        links.put(relation, new Link(self + path, method));
    }
}
