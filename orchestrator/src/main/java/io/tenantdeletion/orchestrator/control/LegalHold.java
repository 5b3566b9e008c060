package io.tenantdeletion.orchestrator.control;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Nothing of this tenant or user is deleted while it stands.
 *
 * @param subjectId whose data
 * @param reason why, in the words of whoever set it
 * @param reference of the case it belongs to
 * @param setBy who set it, or changed it last
 * @param setAt since when it stands
 * @param effective whether no call of a job is under way any more that began before; those end by themselves
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "LegalHold")
public record LegalHold(
        UUID subjectId, String reason, String reference, String setBy, Instant setAt, boolean effective) {}
