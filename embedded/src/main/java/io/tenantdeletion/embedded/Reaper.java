package io.tenantdeletion.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A shell beside this JVM that waits until the JVM is gone, by {@code kill -9} as well, and then does what the JVM had
 * promised and did not do: stop processes, remove files and directories. It learns of the end from a pipe, which no
 * other process holds.
 */
final class Reaper {

    // Signals of the terminal are for the JVM. Files go first: they tell others that something runs here.
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            left=$(awk '{ task = substr($0, 3) } /^[+]/ { tasks[task] } /^-/ { delete tasks[task] }
                        END { for (task in tasks) print task }')
            arguments() { printf '%s\\n' "$left" | sed -n "s/^$1 //p"; }
            remove() { arguments remove | while IFS= read -r path; do rm "$1" -- "$path"; done; }
            pids=$(arguments stop | cut -d ' ' -f 1)
            running() { for pid in $pids; do kill -0 "$pid" && return; done; return 1; }

            remove -f
            arguments stop | while read -r pid signal; do kill -s "$signal" "$pid"; done
            for second in 1 2 3 4 5 6 7 8 9 10; do
              if running; then sleep 1; fi
            done
            if running; then kill -s KILL $pids; fi
            remove -rf
            """;

    private static final BufferedWriter PIPE = start();

    private Reaper() {}

    /** Stops this process after the end of this JVM; returns what to do once it has ended before. */
    static Runnable stop(long pid, String signal) {
        return add("stop " + pid + " " + signal);
    }

    /** Removes this file or directory after the end of this JVM; returns what to do once it has been removed before. */
    static Runnable remove(String path) {
        return add("remove " + path);
    }

    private static Runnable add(String task) {
        tell("+ " + task);
        return () -> tell("- " + task);
    }

    private static synchronized void tell(String line) {
        // One path in two lines would be another path.
        if (line.indexOf('\n') >= 0) {
            return;
        }
        try {
            PIPE.write(line + "\n");
            PIPE.flush();
        } catch (IOException expected) {
            // Somebody has killed it: what this JVM does at its own end still holds.
        }
    }

    private static BufferedWriter start() {
        try {
            return new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a shell: " + e.getMessage(), e);
        }
    }
}
