package io.tenantdeletion.moderation.rest;

import io.tenantdeletion.commons.contract.Identifiers;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Identifies an entity or a submission in a path. */
@Schema(type = SchemaType.STRING, format = "uuid")
public record EntityId(UUID value) {

    /**
     * Reads the form 8-4-4-4-12.
     *
     * @throws io.tenantdeletion.commons.problem.ProblemException 400 where the text is anything else
     */
    public static EntityId fromString(String text) {
        return new EntityId(Identifiers.parse("id", text));
    }
}
