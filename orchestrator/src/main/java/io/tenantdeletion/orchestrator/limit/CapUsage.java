package io.tenantdeletion.orchestrator.limit;

import java.time.Instant;

/**
 * What was deleted because of a caller within the period.
 *
 * @param tenants how many tenants, whether their jobs have ended or not
 * @param rows how many rows so far
 * @param oldest when the first of these jobs was asked for, or null where there is none
 */
record CapUsage(long tenants, long rows, Instant oldest) {

    /** Whether {@code further} tenants would be too many, or too many rows are gone already. */
    boolean exceeds(LimitsConfig limits, int further) {
        return tenants + further > limits.tenants() || rows >= limits.rows();
    }
}
