package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A service's word that no row of the subject can be committed there any more.
 *
 * @param planVersion the plan it has held against its catalog, or null where it computes none
 * @param fencedAt since when the fence stands, or null where it does not say
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // kept as JSON
public record Fence(String planVersion, Instant fencedAt) {}
