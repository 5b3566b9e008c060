package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import java.util.UUID;

/**
 * The right to run a job, for as long as it is renewed.
 *
 * @param job which
 * @param subject whose data
 * @param run identifies this run; new for every claim, so that an earlier run of the same process is fenced off too
 * @param suspended whether the tenant has been suspended for the job a moment ago, so that the run need not do so
 */
public record Lease(JobId job, Subject subject, UUID run, boolean suspended) {}
