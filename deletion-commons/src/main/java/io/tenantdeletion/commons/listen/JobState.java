package io.tenantdeletion.commons.listen;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.UUID;

/**
 * What matters of a job.
 *
 * @param tenantId whose data, where it deletes a tenant; null otherwise
 * @param userId whose data, where it deletes a user; null otherwise
 * @param legalHold whether the subject must not be deleted now; null where the orchestrator does not know of such
 */
@JsonNaming(SnakeCaseStrategy.class)
record JobState(String status, UUID tenantId, UUID userId, Boolean legalHold) {}
