package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads headers and query parameters; what is malformed is a 400 problem that says what would be right. */
final class Wish {

    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*(?:=\\s*([^,;]*))?(?=[,;]|$)");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private Wish() {}

    /** How long a caller wants to wait, from a {@code Prefer} header (RFC 7240); at most {@code longest}. */
    static Optional<Duration> waiting(String prefer, Duration longest) {
        Matcher wait = prefer == null ? null : WAIT.matcher(prefer.strip());
        if (wait == null || !wait.find()) {
            return Optional.empty();
        }
        String value = wait.group(1) == null ? "" : unquoted(wait.group(1).strip());
        if (!NUMBER.matcher(value).matches()) {
            throw invalid("Prefer: wait takes a number of seconds, such as wait=30.");
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(value));
        return Optional.of(asked.compareTo(longest) > 0 ? longest : asked);
    }

    /** An {@code Idempotency-Key}, sent once or not at all. */
    static Optional<String> key(List<String> headers) {
        if (headers == null || headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1 || !VISIBLE.matcher(headers.get(0)).matches()) {
            throw invalid("Idempotency-Key takes 1 to 255 visible ASCII characters, once.");
        }
        return Optional.of(headers.get(0));
    }

    /** A number from 1 to {@code largest} in a query parameter. */
    static int number(String name, String value, int otherwise, int largest) {
        if (value == null) {
            return otherwise;
        }
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) < 1 || Integer.parseInt(value) > largest) {
            throw invalid(name + " takes a number from 1 to " + largest + ".");
        }
        return Integer.parseInt(value);
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
