package io.tenantdeletion.commons.fence;

import java.time.Instant;

/**
 * What a fence leaves.
 *
 * @param planVersion the plan that was held against the catalog at the latest call
 * @param fencedAt since when it stands
 */
public record Tombstone(String planVersion, Instant fencedAt) {}
