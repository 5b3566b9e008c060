package io.tenantdeletion.moderation.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A part of a list of entities. */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record EntityPage(
        @Schema(implementation = Object[].class) List<ObjectNode> items, int page, int pageSize, long total) {}
