package io.tenantdeletion.tenant.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code wait} preference of RFC 7240, section 4.3. The first one counts (section 2); what cannot be understood is
 * no preference at all and never an error.
 */
final class WaitPreference {

    private static final Pattern VALUE = Pattern.compile("(?:(\\d{1,9})|\"(\\d{1,9})\")");

    private WaitPreference() {}

    /**
     * How long the caller prefers to wait.
     *
     * @param prefer the values of all {@code Prefer} header lines
     * @return zero where the caller has no such preference
     */
    static Duration parse(List<String> prefer) {
        return prefer.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(preference -> preference.split(";", 2)[0].split("=", 2))
                .filter(parts -> "wait".equals(parts[0].strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(parts -> parts.length == 2 ? seconds(parts[1].strip()) : Duration.ZERO)
                .orElse(Duration.ZERO);
    }

    private static Duration seconds(String value) {
        Matcher number = VALUE.matcher(value);
        if (!number.matches()) {
            return Duration.ZERO;
        }
        String digits = number.group(1) == null ? number.group(2) : number.group(1);
        return Duration.ofSeconds(Long.parseLong(digits));
    }
}
