package io.tenantdeletion.commons.contract;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the headers that every deleting call understands; what is malformed is a 400 that says what would be right. */
public final class RequestHeaders {

    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*(?:=\\s*([^,;]*))?(?=[,;]|$)");
    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private RequestHeaders() {}

    /**
     * How long a caller prefers to wait, from the lines of {@code Prefer} (RFC 7240); the first {@code wait} counts.
     *
     * @param lines all lines of the header, or null
     * @param longest what a longer wish is cut to
     */
    public static Optional<Duration> waiting(List<String> lines, Duration longest) {
        Matcher wait =
                lines == null ? null : WAIT.matcher(String.join(",", lines).strip());
        if (wait == null || !wait.find()) {
            return Optional.empty();
        }
        String value = wait.group(1) == null ? "" : unquoted(wait.group(1).strip());
        if (!NUMBER.matcher(value).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Prefer: wait takes a number of seconds, such as wait=30.");
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(value));
        return Optional.of(asked.compareTo(longest) > 0 ? longest : asked);
    }

    /**
     * Whether a caller prefers a shorter answer, {@link DeletionHeaders#RETURN_MINIMAL}.
     *
     * @param lines all lines of {@code Prefer}, or null
     */
    public static boolean isMinimal(List<String> lines) {
        return lines != null
                && Stream.of(String.join(",", lines).split(","))
                        .anyMatch(preference -> preference.strip().equalsIgnoreCase(DeletionHeaders.RETURN_MINIMAL));
    }

    /**
     * An {@code Idempotency-Key}, sent once or not at all.
     *
     * @param lines all lines of the header, or null
     */
    public static Optional<String> idempotencyKey(List<String> lines) {
        if (lines == null || lines.isEmpty()) {
            return Optional.empty();
        }
        if (lines.size() > 1 || !VISIBLE.matcher(lines.get(0)).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Idempotency-Key takes 1 to 255 visible ASCII characters, once.");
        }
        return Optional.of(lines.get(0));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
