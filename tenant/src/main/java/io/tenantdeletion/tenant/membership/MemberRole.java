package io.tenantdeletion.tenant.membership;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** What a member may do in a tenant, strongest first. */
public enum MemberRole {
    OWNER,
    ADMIN,
    MEMBER;

    /** The role as it is stored and sent, such as {@code owner}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Converter(autoApply = true)
    static class AsText implements AttributeConverter<MemberRole, String> {

        @Override
        public String convertToDatabaseColumn(MemberRole role) {
            return role == null ? null : role.text();
        }

        @Override
        public MemberRole convertToEntityAttribute(String text) {
            return text == null ? null : valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
