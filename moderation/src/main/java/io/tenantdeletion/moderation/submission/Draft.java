package io.tenantdeletion.moderation.submission;

import io.tenantdeletion.moderation.kind.EntityKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A change that is not written down yet.
 *
 * @param entityName what the entity is called, for people
 * @param items the fields it touches
 * @param metadata further facts about it
 */
public record Draft(
        SubmissionType type,
        EntityKind kind,
        UUID entityId,
        String entityName,
        List<SubmissionItem> items,
        Map<String, Object> metadata) {

    /** Of a deletion: {@value #SOFT} or {@value #HARD}. */
    public static final String DELETION_TYPE = "deletion_type";

    /** The submission whose snapshot a creation brings back; or {@code closed}, of an update that opens again. */
    public static final String RESTORES = "restores";

    public static final String SOFT = "soft";
    public static final String HARD = "hard";

    /** The draft with one more fact. */
    public Draft with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(key, value);
        return new Draft(type, kind, entityId, entityName, items, more);
    }

    /** What kind of deletion it is; null for anything else. */
    public String deletionType() {
        return (String) metadata.get(DELETION_TYPE);
    }

    /** What it does, as a noun. */
    public String noun() {
        return metadata.containsKey(RESTORES) ? "restoration" : type.noun();
    }

    /** What it did, as a participle. */
    public String done() {
        return metadata.containsKey(RESTORES) ? "restored" : type.done();
    }
}
