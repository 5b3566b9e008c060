package io.tenantdeletion.orchestrator.limit;

import java.util.UUID;

/**
 * A platform admin's wish that the caps do not count for one job.
 *
 * @param subject the tenant or user that will be deleted
 * @param source the address the wish came from, or null
 * @param reason why, or null
 */
public record Lift(UUID subject, String source, String reason) {}
