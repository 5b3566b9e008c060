package io.tenantdeletion.orchestrator.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A submission for people.
 *
 * @param what what it wants, such as {@code delete ride}
 * @param who who submitted it, or null
 * @param decisionReason why it was decided so, or null
 * @param restorable whether it has deleted something
 * @param fields each field as it was, is and would be; empty in lists
 */
public record SubmissionView(
        String id,
        String what,
        String name,
        String status,
        String who,
        Instant at,
        String reason,
        String decisionReason,
        boolean direct,
        boolean restorable,
        List<Field> fields) {

    /** One field; every value as text. */
    public record Field(String label, String before, String now, String after, boolean changed) {

        private static Field of(JsonNode node) {
            return new Field(
                    node.path("field_label").asText(),
                    value(node.path("old_value")),
                    value(node.path("current_value")),
                    value(node.path("new_value")),
                    node.path("changed_meanwhile").asBoolean());
        }

        private static String value(JsonNode value) {
            return value.isNull() || value.isMissingNode() ? null : value.asText();
        }
    }

    static SubmissionView of(JsonNode node) {
        return new SubmissionView(
                node.path("submission_id").asText(),
                node.path("type").asText() + " "
                        + node.path("entity_type").asText().replace('_', ' '),
                node.path("entity_name").asText(),
                node.path("status").asText(),
                text(node, "submitted_by"),
                Instant.parse(node.path("submitted_at").asText()),
                text(node, "reason"),
                text(node, "decision_reason"),
                node.path("direct").asBoolean(),
                node.path("type").asText().equals("delete") && node.hasNonNull("applied_at"),
                StreamSupport.stream(node.path("comparison").spliterator(), false)
                        .map(Field::of)
                        .toList());
    }

    private static String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asText() : null;
    }

    public boolean isPending() {
        return status.equals("pending");
    }

    /** Whether approving it would be refused because of what has changed. */
    public boolean isOutdated() {
        return isPending() && fields.stream().anyMatch(Field::changed);
    }
}
