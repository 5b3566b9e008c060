package io.tenantdeletion.orchestrator.console;

import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How templates write ids, numbers, times and stable words for people. */
@TemplateExtension
final class Formats {

    private static final int BRIEF = 4;
    private static final int TITLE = 80;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final Pattern SECOND_WORD = Pattern.compile("^([\\w -]+: )([a-z]+(?:_[a-z]+)+): ");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("approval", "an approval"),
            Map.entry("retention", "its day"),
            Map.entry("tenant_service", "the tenant service"),
            Map.entry("stop_switch", "the stop switch"),
            Map.entry("unavailable", "a service that does not answer"),
            Map.entry("refused", "a person: a rule says no"),
            Map.entry("drifted", "a new confirmation: the data has changed"),
            Map.entry("legal_hold", "a legal hold to be lifted"));

    private Formats() {}

    /** Beginning and end of an id, enough for the eye; the whole stands in a title. */
    static String brief(Object id) {
        String text = String.valueOf(id);
        return text.length() > 2 * BRIEF
                ? text.substring(0, BRIEF) + "…" + text.substring(text.length() - BRIEF)
                : text;
    }

    /** As much of a name as a title can hold. */
    static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= TITLE
                ? name
                : name.substring(0, name.offsetByCodePoints(0, TITLE)) + "…";
    }

    /** Who did something, as audit lines and jobs name actors. */
    static String who(Object actor) {
        return isId(actor) ? "user " + brief(actor) : String.valueOf(actor);
    }

    /** Whether an actor is a user, or something else that has an id. */
    static boolean isId(Object actor) {
        return String.valueOf(actor).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    /** 1234567 as 1,234,567. */
    static String grouped(Number number) {
        return String.format(Locale.ROOT, "%,d", number.longValue());
    }

    /** One decimal where it says something. */
    static String percent(Number share) {
        return String.format(Locale.ROOT, share.doubleValue() % 1 == 0 ? "%.0f %%" : "%.1f %%", share.doubleValue());
    }

    /** Seconds as people say them. */
    static String duration(Number seconds) {
        double time = seconds.doubleValue();
        if (time < MINUTE) {
            return String.format(Locale.ROOT, time < 10 ? "%.1f s" : "%.0f s", time);
        }
        long whole = Math.round(time);
        if (whole < HOUR) {
            return both(whole / MINUTE, "min", whole % MINUTE, "s");
        }
        return whole < DAY
                ? both(whole / HOUR, "h", whole % HOUR / MINUTE, "min")
                : both(whole / DAY, "d", whole % DAY / HOUR, "h");
    }

    private static String both(long large, String unit, long small, String part) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + part);
    }

    /** A time as everybody understands it who does not know the reader's zone. */
    static String utc(Instant time) {
        return UTC.format(time);
    }

    /** A stable word of the API as a person says it: {@code in_progress} as "in progress". */
    static String words(Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A failure without its stable word in front, {@code timed_out: no answer within 60 s}, as a sentence. */
    static String plainly(String error) {
        int colon = error.indexOf(": ");
        String kind = colon < 0 ? "" : error.substring(0, colon);
        String plain =
                kind.matches("[a-z]+(_[a-z]+)*") ? capital(words(kind)) + ": " + error.substring(colon + 2) : error;
        // A service may stand before the word.
        Matcher second = SECOND_WORD.matcher(plain);
        return second.find() ? second.group(1) + words(second.group(2)) + plain.substring(second.end(2)) : plain;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** What a job waits for. */
    static String waits(Object reason) {
        String name = String.valueOf(reason).toLowerCase(Locale.ROOT);
        return WORDS.getOrDefault(name, words(name));
    }
}
