package io.tenantdeletion.quickstart;

import java.time.Duration;

/** How far a deletion is, as one line. */
final class ProgressBar {

    private static final int WIDTH = 30;

    private ProgressBar() {}

    /**
     * The line.
     *
     * @param done rows deleted
     * @param total rows to delete; 0 if there are none
     * @param note what else to say
     */
    static String line(long done, long total, String note, Duration elapsed) {
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        int filled = (int) Math.floor(share * WIDTH);
        return "█".repeat(filled) + "░".repeat(WIDTH - filled) + " "
                + Text.padLeft((int) Math.floor(share * 100) + " %", 5) + "   "
                + Text.count(done) + " of " + Text.some(total, "row") + "   " + note + "   " + Text.time(elapsed);
    }
}
