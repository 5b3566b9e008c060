package io.tenantdeletion.orchestrator.control;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whether deletions are stopped.
 *
 * @param paused whether they are
 * @param reason why it is as it is, or null
 * @param changedBy who changed it last, or null where nobody ever did
 * @param changedAt when, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "DeletionControl")
public record ControlState(boolean paused, String reason, String changedBy, Instant changedAt) {}
