package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * Who is to own a tenant.
 *
 * @param newOwnerId an admin of it
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
record NewOwner(UUID newOwnerId) {}
