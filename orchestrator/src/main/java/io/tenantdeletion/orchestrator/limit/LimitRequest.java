package io.tenantdeletion.orchestrator.limit;

import io.tenantdeletion.commons.contract.JobId;

/**
 * A job that somebody wants to be made.
 *
 * @param job the id it will have
 * @param actor who wants it
 * @param tenants how many tenants it would delete: one, or as many as a user's deletion takes along
 */
public record LimitRequest(JobId job, String actor, int tenants) {}
