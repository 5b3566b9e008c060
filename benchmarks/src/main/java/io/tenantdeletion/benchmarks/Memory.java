package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the applications' processes keep in memory. */
final class Memory {

    private static final long KIB = 1024;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB");
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final long TIMEOUT_SECONDS = 30;

    private final Map<String, Long> processes = new LinkedHashMap<>();

    Memory(Platform platform) {
        processes.put("orchestrator", platform.orchestrator().process().pid());
        processes.put("tenant", platform.tenant().process().pid());
        processes.put("domain-services", platform.domainServices().process().pid());
    }

    /**
     * One process after deletions of one size.
     *
     * @param rows size of the tenants deleted last; 0 before the first
     * @param residentBytes the resident set before the collection; 0 where the system does not tell
     * @param liveBytes objects that a full garbage collection leaves
     */
    record Reading(long rows, String process, long residentBytes, long liveBytes) {}

    /** One reading a process. */
    List<Reading> read(long rows) {
        List<Reading> readings = new ArrayList<>();
        processes.forEach((name, pid) -> readings.add(new Reading(rows, name, resident(pid), live(pid))));
        return readings;
    }

    private static long resident(long pid) {
        try {
            return number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) * KIB;
        } catch (IOException expected) {
            return 0;
        }
    }

    private static long live(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram = new String(process.getInputStream().readAllBytes());
            process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return number(LIVE, histogram);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + jcmd, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
