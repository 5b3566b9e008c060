package io.tenantdeletion.commons.delivery;

import java.time.Duration;

/**
 * What came of an attempt to deliver an event.
 *
 * @param reason why it was not delivered; words of ours, never a receiver's text. Null where it was
 * @param code the receiver's status code, if there is such a thing
 * @param duration how long the attempt took, if it was measured
 */
public record DeliveryResult(Kind kind, String reason, Integer code, Duration duration) {

    /** What is done with the event now. */
    public enum Kind {
        DELIVERED,
        /**
         * The event, and what follows of its subject, is tried again later, after pauses that grow; then it is dead.
         */
        RETRY,
        /** The receiver will never take it: a dead letter. */
        REFUSED
    }

    public static DeliveryResult delivered() {
        return delivered(null, null);
    }

    public static DeliveryResult delivered(Integer code, Duration duration) {
        return new DeliveryResult(Kind.DELIVERED, null, code, duration);
    }

    public static DeliveryResult retry(String reason) {
        return retry(reason, null, null);
    }

    public static DeliveryResult retry(String reason, Integer code, Duration duration) {
        return new DeliveryResult(Kind.RETRY, reason, code, duration);
    }

    public static DeliveryResult refused(String reason) {
        return refused(reason, null, null);
    }

    public static DeliveryResult refused(String reason, Integer code, Duration duration) {
        return new DeliveryResult(Kind.REFUSED, reason, code, duration);
    }
}
