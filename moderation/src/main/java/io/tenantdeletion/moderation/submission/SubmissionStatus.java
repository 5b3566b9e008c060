package io.tenantdeletion.moderation.submission;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What became of a submission. */
public enum SubmissionStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("rejected")
    REJECTED,
    @JsonProperty("withdrawn")
    WITHDRAWN;

    /** Its word on the wire and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
