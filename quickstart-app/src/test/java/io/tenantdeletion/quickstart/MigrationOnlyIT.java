package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tenantdeletion.embedded.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations as a job of their own, as a chart runs them: the process ends with success, and owns what it has made. */
@Tag("long")
class MigrationOnlyIT {

    private static final List<String> APPLICATIONS = List.of("orchestrator", "tenant", "domain-services");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static PostgresServer postgres;

    @TempDir
    static Path files;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        QuickstartProcess.assumePackaged();
        postgres = PostgresServer.start(APPLICATIONS.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void migratesAndEnds() throws Exception {
        // Given: processes that may not migrate
        assertThat(exitCodes(Map.of("DELETION_MIGRATION_AT_START", "false"))).containsOnly(0);
        assertThat(owners()).isEmpty();

        // When
        List<Integer> ended = exitCodes(Map.of());

        // Then
        assertThat(ended).containsOnly(0);
        assertThat(owners()).containsOnlyKeys(APPLICATIONS).containsValues("migration");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misspelledKeys")
    void aMisspelledKeyStopsTheStart(String source, Map<String, String> settings, List<String> said) throws Exception {
        assertThat(exitCodes(settings)).containsOnly(1);

        for (String application : APPLICATIONS) {
            assertThat(directory.resolve(application + ".log")).content().contains(said);
        }
    }

    static Stream<Arguments> misspelledKeys() throws IOException {
        Path file = Files.writeString(files.resolve("mistake.properties"), "deletion.migration.at-strat=true");
        return Stream.of(
                arguments(
                        "environment",
                        Map.of("DELETION_MIGRATION_AT_STRAT", "true"),
                        List.of("DELETION_MIGRATION_AT_STRAT", "the nearest key is DELETION_MIGRATION_AT_START")),
                arguments(
                        "system property",
                        Map.of("JAVA_TOOL_OPTIONS", "-Ddeletion.four-eye.enabled=true"),
                        List.of("deletion.four-eye.enabled in SysPropConfigSource does not map to any root")),
                arguments(
                        "file",
                        Map.of("QUARKUS_CONFIG_LOCATIONS", file.toString()),
                        List.of("deletion.migration.at-strat in PropertiesConfigSource")));
    }

    /** All three side by side, each on its database, with nothing else running. */
    private List<Integer> exitCodes(Map<String, String> settings) throws Exception {
        Map<String, Process> processes = new LinkedHashMap<>();
        for (String application : APPLICATIONS) {
            processes.put(application, command(application, settings).start());
        }
        for (Process process : processes.values()) {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                processes.values().forEach(Process::destroyForcibly);
                throw new AssertionError("A process that was to migrate goes on.");
            }
        }
        return processes.values().stream().map(Process::exitValue).toList();
    }

    private ProcessBuilder command(String application, Map<String, String> settings) {
        File log = directory.resolve(application + ".log").toFile();
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        QuickstartProcess.CHECKOUT
                                .resolve(application + "/target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        command.environment().putAll(postgres.environment(application));
        command.environment().put("DELETION_MIGRATION_ONLY", "true");
        command.environment().put("QUARKUS_HTTP_PORT", "0");
        command.environment().putAll(settings);
        return command;
    }

    /** Who owns the tables, by database. */
    private static Map<String, String> owners() throws SQLException {
        Map<String, String> owners = new TreeMap<>();
        for (String database : APPLICATIONS) {
            try (Connection connection = postgres.connect(database);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("""
                            select string_agg(distinct tableowner, ',') from pg_tables
                            where schemaname not in ('pg_catalog', 'information_schema') having count(*) > 0""")) {
                while (rows.next()) {
                    owners.put(database, rows.getString(1));
                }
            }
        }
        return owners;
    }
}
