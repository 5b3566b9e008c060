package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;

/**
 * Fired by the replica that has destroyed the key of a job's restore logs, after that is written down as the job's
 * {@code restore_log = 'destroyed'}. Whoever must not miss it looks for that in the store, too; a completed job with
 * {@code restore_log = 'none'} never had any.
 */
public record RestoreLogDestroyed(JobId job) {}
