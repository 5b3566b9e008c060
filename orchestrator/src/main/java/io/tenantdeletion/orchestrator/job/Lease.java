package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import java.util.UUID;

/**
 * The right to run a job, for as long as it is renewed.
 *
 * @param job which
 * @param subject whose data
 * @param run identifies this run; new for every claim, so that an earlier run of the same process is fenced off too
 */
public record Lease(JobId job, Subject subject, UUID run) {}
