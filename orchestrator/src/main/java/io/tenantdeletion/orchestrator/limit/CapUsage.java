package io.tenantdeletion.orchestrator.limit;

import java.time.Instant;

/**
 * What counted when a job was asked for, or was about to begin.
 *
 * @param granted whether the job may be made, or begin
 * @param tenants how many tenants were let through for the caller within the period
 * @param rows how many rows the caller's jobs that began within the period were expected to delete
 * @param oldest when the first of these was asked for or began, or null where there is none
 */
record CapUsage(boolean granted, long tenants, long rows, Instant oldest) {}
