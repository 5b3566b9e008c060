package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.job.JobStatus;
import java.util.List;
import java.util.Map;

/**
 * What a person filters jobs by; an empty text where it does not matter.
 *
 * @param status a job's status
 * @param tenant the tenant it deletes
 * @param user the user it deletes
 */
public record JobFilterForm(String status, String tenant, String user) {

    public JobFilterForm {
        status = status == null ? "" : status;
        tenant = tenant == null ? "" : tenant;
        user = user == null ? "" : user;
    }

    /** What there is to choose from. */
    public List<JobStatus> statuses() {
        return List.of(JobStatus.values());
    }

    Map<String, String> query() {
        return Map.of("status", status, "tenant_id", tenant, "user_id", user);
    }
}
