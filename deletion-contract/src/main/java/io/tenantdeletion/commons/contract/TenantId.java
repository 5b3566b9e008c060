package io.tenantdeletion.commons.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Identifies a tenant; a type of its own, so that no other identifier is taken for it. */
@Schema(type = SchemaType.STRING, format = "uuid", examples = "11111111-1111-4111-8111-111111111111")
public record TenantId(@JsonValue UUID value) {

    /**
     * Reads the form 8-4-4-4-12.
     *
     * @throws io.tenantdeletion.commons.problem.ProblemException 400 where the text is anything else
     */
    @JsonCreator
    public static TenantId fromString(String text) {
        return new TenantId(Identifiers.parse("tenant_id", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
