package io.tenantdeletion.moderation.submission;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tenantdeletion.moderation.kind.EntityKind;

/**
 * One field that a submission changes.
 *
 * @param fieldName the field, or {@value #MARKER}
 * @param fieldLabel its name for people
 * @param oldValue what it was when the submission was made
 * @param newValue what it is to be
 * @param changeType {@code add}, {@code modify} or {@code remove}
 */
@JsonNaming(SnakeCaseStrategy.class)
@RegisterForReflection
public record SubmissionItem(
        String fieldName, String fieldLabel, JsonNode oldValue, JsonNode newValue, String changeType) {

    /** Tells of a deletion or its undoing; no column of a table. */
    public static final String MARKER = "_deletion_marker";

    /** A field's change, by what is there and what is not. */
    public static SubmissionItem of(String field, JsonNode old, JsonNode now) {
        JsonNode before = old == null ? NullNode.getInstance() : old;
        JsonNode after = now == null ? NullNode.getInstance() : now;
        String change = before.isNull() ? "add" : after.isNull() ? "remove" : "modify";
        return new SubmissionItem(field, EntityKind.label(field), before, after, change);
    }

    /** Whether it is a column's. */
    @JsonIgnore
    public boolean isColumn() {
        return !fieldName.equals(MARKER);
    }
}
