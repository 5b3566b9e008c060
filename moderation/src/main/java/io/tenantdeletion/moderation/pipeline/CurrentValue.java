package io.tenantdeletion.moderation.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tenantdeletion.moderation.draft.Deletions;
import io.tenantdeletion.moderation.submission.SubmissionItem;

/** What an item's field says of an entity as it is now. */
public final class CurrentValue {

    private CurrentValue() {}

    /** The field's value, or the marker of a deletion. */
    public static JsonNode of(ObjectNode row, String field) {
        if (field.equals(SubmissionItem.MARKER)) {
            return TextNode.valueOf(Deletions.markerOf(row));
        }
        JsonNode value = row.get(field);
        return value == null ? NullNode.getInstance() : value;
    }
}
