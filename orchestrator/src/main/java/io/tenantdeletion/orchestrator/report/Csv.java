package io.tenantdeletion.orchestrator.report;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A table as RFC 4180 has it: fields in quotes where they need them, lines that end with CRLF. What a spreadsheet would
 * take for a formula is made text by an apostrophe, as OWASP advises.
 */
final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();

    Csv(String... header) {
        line((Object[]) header);
    }

    /** Adds a line; null is an empty field, and numbers stay numbers. */
    Csv line(Object... fields) {
        text.append(Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String plain = value.toString();
        if (!(value instanceof Number) && !plain.isEmpty() && FORMULA.indexOf(plain.charAt(0)) >= 0) {
            plain = "'" + plain;
        }
        return plain.matches("(?s).*[,\"\r\n].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
