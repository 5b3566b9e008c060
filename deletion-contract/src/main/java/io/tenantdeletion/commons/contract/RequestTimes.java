package io.tenantdeletion.commons.contract;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Times and durations that callers send: only those that make sense, which are fewer than Java, or the database, knows.
 * What is malformed is a 400 problem that says what would be right.
 */
public final class RequestTimes {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private RequestTimes() {}

    /** Whether a time lies in the years 2000 to 9999. */
    public static boolean isSensible(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }

    /**
     * An ISO 8601 time with an offset, in the years 2000 to 9999.
     *
     * @param name what the time is called, for the problem
     */
    public static Instant time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (isSensible(time)) {
                return time;
            }
        } catch (DateTimeException malformed) {
            // As one that makes no sense.
        }
        throw invalid(name + " takes a time with an offset, such as 2026-01-01T00:00:00Z, in the years 2000 to 9999.");
    }

    /**
     * An ISO 8601 duration of days and time, not negative and of at most 36,500 days.
     *
     * @param name what the duration is called, for the problem
     * @param text the duration, or null for none
     */
    public static Duration duration(String name, String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException malformed) {
            // As one that makes no sense.
        }
        throw invalid(name + " takes an ISO 8601 duration, such as P14D or PT0S, of at most P36500D.");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }
}
