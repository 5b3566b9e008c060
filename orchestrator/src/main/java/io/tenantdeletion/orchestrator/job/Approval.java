package io.tenantdeletion.orchestrator.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Locale;

/**
 * The second pair of eyes.
 *
 * @param status where it is
 * @param by who decided, or null
 * @param until when the job ends by itself if nobody decides, or null where no approval is needed
 * @param reason why, in the words of whoever decided, or null
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Approval(Status status, String by, Instant until, String reason) {

    /** Nobody else has to agree. */
    public static final Approval NOT_NEEDED = new Approval(Status.NOT_NEEDED, null, null, null);

    /** Somebody else has to agree until this time. */
    public static Approval waiting(Instant until) {
        return new Approval(Status.WAITING, null, until, null);
    }

    /** Where an approval is. */
    public enum Status {
        NOT_NEEDED,
        WAITING,
        APPROVED,
        REJECTED,
        EXPIRED;

        static Status named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
