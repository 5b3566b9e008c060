package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why somebody decides something; the body of a decision, which may be left out.
 *
 * @param reason in one or a few lines, up to 1,000 characters; kept with the job and in the audit log
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Reason")
@RegisterForReflection // read by hand
public record Reason(@Schema(examples = "contract renewed") String reason) {}
