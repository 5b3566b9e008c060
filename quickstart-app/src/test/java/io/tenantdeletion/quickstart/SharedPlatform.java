package io.tenantdeletion.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** One platform for all tests that can share it, as {@code ./quickstart --serve} starts it, and one service more. */
final class SharedPlatform {

    /** How many rounds of faults it is ready for. */
    static final int ROUNDS = Integer.getInteger("faults.rounds", 2);

    private static SharedPlatform started;

    private final Lifeline lifeline = new Lifeline();
    private final MisbehavingParticipant participant = lifeline.own(new MisbehavingParticipant());
    private final Platform platform;

    private SharedPlatform() {
        Workspace workspace = lifeline.own(Workspace.of(QuickstartProcess.CHECKOUT, "shared"));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Map<String, String> settings = new TreeMap<>(Map.of(
                Platform.RETENTION,
                "30d",
                "DELETION_JOBS_LEASE",
                "6s",
                "DELETION_JOBS_RENEW_EVERY",
                "1s",
                "DELETION_JOBS_RETRY_DELAY",
                "500ms",
                "DELETION_JOBS_MAX_RETRY_DELAY",
                "5s",
                "DELETION_LIMITS_REQUESTS",
                "100000",
                "DELETION_LIMITS_TENANTS",
                "1000000",
                "DELETION_LIMITS_ROWS",
                "1000000000000000000"));
        // Many calls for a few rows, so that faults meet deletions half-way: a dozen a service.
        settings.put("DELETION_PURGE_TIME_BUDGET", "20ms");
        settings.put("DELETION_PURGE_CHUNK_ROWS", "50");
        settings.put("DELETION_PARTICIPANTS_ODD_URL", participant.url());
        settings.put("DELETION_PARTICIPANTS_ODD_GUARD_TIMEOUT", "3s");
        settings.put("DELETION_PARTICIPANTS_ODD_CAPABILITIES", "preview,purge,restore");
        platform = Platform.start(
                workspace,
                lifeline,
                new Console(nowhere, false, false),
                new Platform.Options(
                        settings,
                        IntStream.range(0, ROUNDS * FaultData.USERS)
                                .mapToObj(SharedPlatform::account)
                                .toList()));
        new DemoData(platform.postgres()).fillShared(20);
    }

    /** The platform, started if it is not there; skips the test where the applications are not packaged. */
    static synchronized SharedPlatform get() {
        QuickstartProcess.assumePackaged();
        if (started == null) {
            started = new SharedPlatform();
        }
        return started;
    }

    /** Stops it if it is there; it does not outlive the tests without, but takes memory. */
    static synchronized void close() {
        if (started != null) {
            started.lifeline.close();
            started = null;
        }
    }

    /** The accounts that a round may delete. */
    static List<UUID> accounts(int round) {
        return IntStream.range(round * FaultData.USERS, (round + 1) * FaultData.USERS)
                .mapToObj(SharedPlatform::account)
                .toList();
    }

    private static UUID account(int number) {
        return UUID.fromString("60000000-0000-4000-8000-%012d".formatted(number));
    }

    Platform platform() {
        return platform;
    }

    MisbehavingParticipant participant() {
        return participant;
    }
}
