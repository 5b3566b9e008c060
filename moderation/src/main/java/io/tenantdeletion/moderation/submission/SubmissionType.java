package io.tenantdeletion.moderation.submission;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a submission wants. */
public enum SubmissionType {
    @JsonProperty("create")
    CREATE("creation", "created"),
    @JsonProperty("update")
    UPDATE("update", "updated"),
    @JsonProperty("delete")
    DELETE("deletion", "deleted");

    private final String noun;
    private final String done;

    SubmissionType(String noun, String done) {
        this.noun = noun;
        this.done = done;
    }

    /** Its noun in messages. */
    public String noun() {
        return noun;
    }

    /** Its participle in messages. */
    public String done() {
        return done;
    }

    /** Its word on the wire and in the table. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
