package io.tenantdeletion.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Where it was measured. */
record Machine(int cores, long memoryBytes, String system, String java) {

    private static final double GIB = 1L << 30;

    static Machine ofThisProcess() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString());
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%d core%s, %.0f GB of memory, %s, Java %s",
                cores,
                cores == 1 ? "" : "s",
                memoryBytes / GIB,
                system,
                java);
    }
}
