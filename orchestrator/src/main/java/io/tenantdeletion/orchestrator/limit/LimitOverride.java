package io.tenantdeletion.orchestrator.limit;

import java.util.UUID;

/**
 * A platform admin's request that the caps do not count for one job.
 *
 * @param subject the tenant or user that will be deleted
 * @param source the address the request came from, or null
 * @param reason why, or null
 */
public record LimitOverride(UUID subject, String source, String reason) {}
