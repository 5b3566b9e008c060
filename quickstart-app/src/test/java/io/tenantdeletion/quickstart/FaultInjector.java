package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.ServerFailedException;
import io.tenantdeletion.quickstart.FaultPlan.Fault;
import io.tenantdeletion.quickstart.MisbehavingParticipant.Mode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does to the real processes what a plan says; when it is done, all of them are there again. */
final class FaultInjector {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final MisbehavingParticipant participant;
    private volatile Instant keycloakStarted = Instant.EPOCH;

    FaultInjector(Platform platform, MisbehavingParticipant participant) {
        this.platform = platform;
        this.participant = participant;
    }

    /** Begins now; the result is complete when everything is well again. */
    CompletableFuture<Void> inject(FaultPlan plan) {
        Instant begin = Instant.now();
        List<CompletableFuture<Void>> targets = new ArrayList<>();
        Stream.concat(FaultPlan.PROCESSES.stream(), Stream.of(FaultPlan.PARTICIPANT, FaultPlan.ROWS))
                .forEach(target -> targets.add(Tasks.async(() -> plan.of(target).forEach(fault -> {
                    Await.pause(Math.max(
                            0,
                            Duration.between(Instant.now(), begin.plusMillis(fault.at()))
                                    .toMillis()));
                    inject(fault);
                }))));
        return CompletableFuture.allOf(targets.toArray(CompletableFuture[]::new));
    }

    /** When Keycloak was last started, and with it all accounts came back. */
    Instant keycloakStarted() {
        return keycloakStarted;
    }

    private void inject(Fault fault) {
        if (fault.target().equals(FaultPlan.ROWS)) {
            lock(fault.action(), fault.lasts());
            return;
        }
        switch (fault.action()) {
            case "kill" -> {
                List<ProcessHandle> tree = tree(fault.target());
                tree.forEach(ProcessHandle::destroyForcibly);
                tree.forEach(process -> process.onExit().join());
                Await.pause(fault.lasts());
                start(fault.target());
            }
            case "stop" -> {
                List<ProcessHandle> tree = tree(fault.target());
                signal("STOP", tree);
                Await.pause(fault.lasts());
                signal("CONT", tree);
            }
            case "restart" -> {
                platform.processes().get(fault.target()).close();
                start(fault.target());
            }
            default -> {
                participant.behave(Mode.valueOf(fault.action()));
                Await.pause(fault.lasts());
                participant.behave(Mode.GOOD);
            }
        }
    }

    /** As somebody's session that was left idle in its transaction. */
    private void lock(String table, long lasts) {
        String database = table.startsWith("tenant.") ? Platform.TENANT_DATABASE : Platform.ORCHESTRATOR_DATABASE;
        try (Connection connection = platform.postgres().connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from " + table + " for update");
            Await.pause(lasts);
        } catch (SQLException away) {
            // The database fails itself, or somebody was locked as well.
        }
    }

    private List<ProcessHandle> tree(String target) {
        ProcessHandle process =
                ProcessHandle.of(platform.processes().get(target).pid()).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    // Whoever finds no database ends; whoever looks after processes starts it again.
    private void start(String target) {
        Await.until(target + " is ready", PATIENCE, () -> {
            try {
                platform.restart(target);
                return true;
            } catch (ServerFailedException notYet) {
                return false;
            }
        });
        if (target.equals("keycloak")) {
            keycloakStarted = Instant.now();
        }
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        String pids =
                processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + pids)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
