package io.tenantdeletion.orchestrator.limit;

import java.time.Instant;

/**
 * What counted when a job was asked for.
 *
 * @param granted whether the job may be made
 * @param tenants how many tenants were let through for the caller within the period
 * @param rows how many rows are gone because of the caller's jobs of the period
 * @param oldest when the first of these was asked for, or null where there is none
 */
record CapUsage(boolean granted, long tenants, long rows, Instant oldest) {}
