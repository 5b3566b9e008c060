package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.orchestrator.api.DeletionJobStatus.Link;
import io.tenantdeletion.orchestrator.job.Approval;
import io.tenantdeletion.orchestrator.job.DeletionJob;
import io.tenantdeletion.orchestrator.job.JobStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be done next about a job, by whoever may. */
final class JobLinks {

    private JobLinks() {}

    static Map<String, Link> of(DeletionJob job) {
        String self = DeletionJobResource.PATH + "/" + job.id();
        Map<String, Link> links = new LinkedHashMap<>();
        links.put("self", new Link(self, "GET"));
        if (job.isRetryable()) {
            links.put("retry", new Link(self + "/retry", "POST"));
        }
        if (job.isCancellable()) {
            links.put("cancel", new Link(self + "/cancel", "POST"));
        }
        if (job.status() == JobStatus.IN_PROGRESS) {
            links.put("abort", new Link(self + "/abort", "POST"));
        }
        if (job.status() == JobStatus.PENDING && job.start().approval().status() == Approval.Status.WAITING) {
            links.put("approve", new Link(self + "/approve", "POST"));
            links.put("reject", new Link(self + "/reject", "POST"));
        }
        return links;
    }
}
