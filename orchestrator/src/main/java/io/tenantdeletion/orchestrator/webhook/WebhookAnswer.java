package io.tenantdeletion.orchestrator.webhook;

import java.time.Duration;

/**
 * What became of one call.
 *
 * @param code the status of the answer, or null where there was none
 * @param error why there was none, in stable words; or null
 * @param duration how long it took
 */
record WebhookAnswer(Integer code, String error, Duration duration) {

    private static final int GONE = 410;

    /** Whether the receiver has taken the message. */
    boolean isSuccess() {
        return code != null && code / 100 == 2;
    }

    /** Whether the receiver wants no more messages. */
    boolean isGone() {
        return code != null && code == GONE;
    }

    /** Why it was no success, in one line. */
    String reason() {
        if (code == null) {
            return error;
        }
        return code / 100 == 3 ? "redirected: status " + code + " is not followed" : "status " + code;
    }
}
