package io.tenantdeletion.orchestrator.console;

import java.util.List;

/**
 * A page of jobs.
 *
 * @param jobs newest first
 * @param filter what they were chosen by
 * @param pages where in the list this is
 */
public record JobList(List<JobView> jobs, JobFilterForm filter, Paging pages) {}
