package io.tenantdeletion.commons.contract;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/**
 * Times and durations that callers send: only those that make sense, which are fewer than Java, or the database, knows.
 * What is malformed is a 400 problem that says what would be right.
 */
public final class RequestTimes {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Pattern SHORT = Pattern.compile("(?i)[0-9]+[dhms]");
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
     * A duration, not negative and of at most 36,500 days: as ISO 8601 has it ({@code P30D}, {@code PT720H}) or as
     * configuration does ({@code 30d}, {@code 0s}). A number without a unit is none, because seconds are not what
     * somebody means who asks for 30.
     *
     * @param name what the duration is called, for the problem
     * @param text the duration, or null for none
     */
    public static Duration duration(String name, String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration duration = Duration.parse(iso(text));
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException malformed) {
            // As one that makes no sense.
        }
        throw invalid(name + " takes a duration, such as 30d, P30D, PT720H or 0s, of at most 36500d.");
    }

    private static String iso(String text) {
        if (!SHORT.matcher(text).matches()) {
            return text;
        }
        return (text.endsWith("d") || text.endsWith("D") ? "P" : "PT") + text;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }
}
