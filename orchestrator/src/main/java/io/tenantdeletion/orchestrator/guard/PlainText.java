package io.tenantdeletion.orchestrator.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes text of others fit to be stored, shown and logged: one line of bounded length without control, format or broken
 * characters. PostgreSQL takes no NUL, and a log file no line breaks of somebody else.
 */
public final class PlainText {

    public static final int MAX_NAME = 128;
    public static final int MAX_DETAIL = 500;
    public static final int MAX_ERRORS = 20;
    public static final int MAX_TABLES = 1000;

    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final String FURTHER_TABLES = "further tables";

    private PlainText() {}

    /** The text as one line of at most so many characters; null stays null. */
    public static String line(String text, int longest) {
        if (text == null) {
            return null;
        }
        // What lies far behind the end is not even looked at.
        String head = text.substring(0, Math.min(text.length(), 4 * longest));
        String line = GAP.matcher(head).replaceAll(" ").strip();
        boolean whole = head.length() == text.length() && line.codePointCount(0, line.length()) <= longest;
        int end = Math.min(longest - 1, line.codePointCount(0, line.length()));
        return whole ? line : line.substring(0, line.offsetByCodePoints(0, end)) + "…";
    }

    /** The first errors as lines, and how many more there were. */
    public static List<String> errors(List<String> errors) {
        List<String> lines = new ArrayList<>();
        errors.stream().limit(MAX_ERRORS).forEach(error -> lines.add(line(error, MAX_DETAIL)));
        if (errors.size() > MAX_ERRORS) {
            lines.add("and " + (errors.size() - MAX_ERRORS) + " more");
        }
        return lines;
    }

    /** The same rows under plain names; those of too many tables are counted together. */
    public static Map<String, Long> counts(Map<String, Long> counts) {
        Map<String, Long> plain = new LinkedHashMap<>();
        counts.forEach((table, rows) -> {
            String name = line(table, MAX_NAME);
            boolean room = plain.size() < MAX_TABLES || plain.containsKey(name);
            plain.merge(room ? name : FURTHER_TABLES, rows, Long::sum);
        });
        return plain;
    }
}
