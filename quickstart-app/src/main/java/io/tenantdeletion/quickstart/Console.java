package io.tenantdeletion.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a person sees: plain lines, and on a terminal colours and one line that changes. */
public final class Console {

    private static final int NAME = 18;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colours;
    private boolean lineOpen;

    /** @param terminal whether lines may be written over */
    public Console(PrintStream out, boolean terminal, boolean colours) {
        this.out = out;
        this.terminal = terminal;
        this.colours = terminal && colours;
    }

    /** Standard output. Whether that is a terminal is known to the script that started this program. */
    public static Console ofProcess() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean terminal = Boolean.getBoolean("quickstart.terminal");
        boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
        return new Console(out, terminal && !"dumb".equals(System.getenv("TERM")), !plain);
    }

    public boolean isTerminal() {
        return terminal;
    }

    public synchronized void line(String text) {
        endLine();
        out.println(text);
    }

    public void blank() {
        line("");
    }

    public void heading(String text) {
        blank();
        line(bold(text));
    }

    /** Something is done: its name, what there is to know, and how long it took. */
    public void done(String name, String what, Duration took) {
        line("  " + green("✓") + " " + Text.padRight(name, NAME) + Text.padRight(what, 46)
                + Text.padLeft(Text.time(took), 8));
    }

    public void note(String text) {
        line("    " + text);
    }

    /** One proof. */
    public void check(boolean held, String text) {
        line("  " + (held ? green("✓") : red("✗")) + " " + text);
    }

    public void table(TextTable table) {
        table.lines().forEach(text -> line("  " + text));
    }

    public void failure(String text) {
        blank();
        text.lines().forEach(part -> line(red(part)));
    }

    /** A line that the next one of its kind replaces; where nothing can be replaced, an ordinary line. */
    public synchronized void status(String text) {
        if (terminal) {
            out.print("\r\u001b[2K  " + text);
            out.flush();
            lineOpen = true;
        } else {
            out.println("  " + text);
        }
    }

    private void endLine() {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
    }

    public String bold(String text) {
        return styled("1", text);
    }

    private String green(String text) {
        return styled("32", text);
    }

    private String red(String text) {
        return styled("31", text);
    }

    private String styled(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
