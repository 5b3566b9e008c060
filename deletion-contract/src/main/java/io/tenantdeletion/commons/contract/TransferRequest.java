package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who is to own a tenant.
 *
 * @param newOwnerId an owner or admin of it
 * @param currentOwnerId who must own it until now for this to be done; may be left out
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection // written by hand in places
public record TransferRequest(
        @Schema(required = true) UserId newOwnerId,
        @Schema(nullable = true) UserId currentOwnerId) {}
