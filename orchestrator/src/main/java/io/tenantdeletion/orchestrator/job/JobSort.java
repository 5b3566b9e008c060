package io.tenantdeletion.orchestrator.job;

import java.util.Arrays;
import java.util.Optional;

/**
 * What jobs are ordered by. Each column has an index that is read in either direction, and every order ends with the
 * id, so that pages do not overlap.
 */
public enum JobSort {
    NEWEST("-created_at", "j.created_at desc, j.job_id"),
    OLDEST("created_at", "j.created_at, j.job_id desc"),
    LAST_ENDED("-completed_at", "j.completed_at desc nulls last, j.job_id"),
    FIRST_ENDED("completed_at", "j.completed_at nulls first, j.job_id desc"),
    STATUS("status", "j.status, j.created_at desc, j.job_id"),
    STATUS_BACKWARDS("-status", "j.status desc, j.created_at, j.job_id desc"),
    TENANT_NAME("tenant_name", "lower(left(j.tenant_name, 200)), j.job_id"),
    TENANT_NAME_BACKWARDS("-tenant_name", "lower(left(j.tenant_name, 200)) desc, j.job_id desc"),
    /** For jobs that wait for approval: all of these are in one small index. */
    APPROVAL_UNTIL("approval_until", "j.approval_until, j.job_id"),
    APPROVAL_UNTIL_BACKWARDS("-approval_until", "j.approval_until desc, j.job_id desc");

    private final String parameter;
    private final String columns;

    JobSort(String parameter, String columns) {
        this.parameter = parameter;
        this.columns = columns;
    }

    /** The order with this name in an address: a column, with a minus in front where the last comes first. */
    public static Optional<JobSort> named(String parameter) {
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(parameter))
                .findFirst();
    }

    /** Whether any jobs can be ordered so, and not only those that wait for approval. */
    public boolean isForAllJobs() {
        return this != APPROVAL_UNTIL && this != APPROVAL_UNTIL_BACKWARDS;
    }

    String orderBy() {
        return " order by " + columns;
    }
}
