package io.tenantdeletion.tenant.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.commons.audit.AuditEvent;
import jakarta.enterprise.context.ApplicationScoped;

/** Audit events as the text they are kept as. */
@ApplicationScoped
class AuditJson {

    private final ObjectMapper json;

    AuditJson(ObjectMapper json) {
        this.json = json;
    }

    String text(AuditEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An audit event could not be written as JSON", impossible);
        }
    }

    AuditEvent read(String text) {
        try {
            return json.readValue(text, AuditEvent.class);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The outbox holds something else than an audit event", impossible);
        }
    }
}
