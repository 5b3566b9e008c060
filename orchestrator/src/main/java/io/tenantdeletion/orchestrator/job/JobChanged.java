package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;

/**
 * Something about a job has been written down. Fired after the commit, by whichever replica wrote.
 *
 * @param job which
 */
public record JobChanged(JobId job) {}
