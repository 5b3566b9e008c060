package io.tenantdeletion.orchestrator.api;

import java.time.Instant;

/** The times that make sense in an audit log; the database knows fewer than Java. */
final class AuditTimes {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private AuditTimes() {}

    /** The same time, where it makes sense. */
    static Instant checked(Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new IllegalArgumentException("a time between the years 2000 and 9999");
        }
        return time;
    }
}
