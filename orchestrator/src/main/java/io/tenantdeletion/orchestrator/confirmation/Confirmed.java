package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.orchestrator.job.Expectation;
import java.util.UUID;

/**
 * What a requester has confirmed.
 *
 * @param token id of the preview token, or null where none was needed
 * @param seen what the requester saw, or null
 * @param compared whether it was found to be what is there a moment ago; otherwise the job has to compare when it
 *     begins
 */
public record Confirmed(UUID token, Expectation seen, boolean compared) {

    /** Nothing had to be confirmed. */
    public static final Confirmed NOTHING = new Confirmed(null, null, true);

    /** What a job that begins later has to compare; null where nothing was shown to anybody. */
    public Expectation shown() {
        return token == null ? null : seen;
    }

    /** What a job that begins at once goes by; counted a moment ago, it is not compared again at once. */
    public Expectation counted() {
        return compared && seen != null ? seen.asCompared() : seen;
    }
}
