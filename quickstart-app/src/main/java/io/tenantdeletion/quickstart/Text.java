package io.tenantdeletion.quickstart;

import java.time.Duration;
import java.util.Locale;

/** How numbers and times look. */
public final class Text {

    private Text() {}

    /** 1,234,567. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** 0.4 s, 12.0 s, 2 min 5 s. */
    public static String time(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 99.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole / 60 + " min " + whole % 60 + " s";
    }

    /** "1 row", "2 rows". */
    public static String some(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    public static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
