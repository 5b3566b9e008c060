package io.tenantdeletion.orchestrator.console;

import java.util.List;

/**
 * A page of jobs that wait for approval.
 *
 * @param jobs those of this page
 * @param kind only those that delete this, {@code tenant} or {@code user}; empty for all
 * @param sorting what they are ordered by
 * @param pages where in the list this is
 */
public record ApprovalList(List<JobView> jobs, String kind, Sorting sorting, Paging pages) {}
