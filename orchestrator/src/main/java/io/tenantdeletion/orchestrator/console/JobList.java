package io.tenantdeletion.orchestrator.console;

import java.util.List;

/**
 * A page of jobs.
 *
 * @param jobs those of this page
 * @param filter what they were chosen by
 * @param sorting what they are ordered by
 * @param pages where in the list this is
 */
public record JobList(List<JobView> jobs, JobFilterForm filter, Sorting sorting, Paging pages) {}
