package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.embedded.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A context whose tables are not what its plan can cover must fail when it starts, not when it deletes. */
class WrongContextIT {

    private static final Path JAR =
            QuickstartProcess.CHECKOUT.resolve("domain-services/target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @BeforeAll
    static void theApplicationIsPackaged() {
        assumeTrue(Files.exists(JAR), "domain-services is not packaged; ./mvnw verify does it");
    }

    @Test
    void endsWithEveryReasonWhenTablesAreNotCoveredOrTheirOrderIsForbidden() throws Exception {
        try (PostgresServer postgres = PostgresServer.start("domain")) {
            migrate(postgres);
            execute(
                    postgres,
                    "create table orders.loyalty_cards (id uuid primary key, tenant_id uuid not null)",
                    "create table orders.gift_notes (id uuid primary key, order_id uuid references orders.orders)",
                    "alter table orders.orders add column first_item_id uuid not null references orders.order_items");

            Path log = directory.resolve("wrong.log");
            Process process = command(postgres)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("it ends by itself")
                        .isTrue();
                assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(1);
                assertThat(Files.readString(log))
                        .contains("orders.loyalty_cards has a column tenant_id, but no plan covers it")
                        .contains("orders.gift_notes has a path to a tenant")
                        .contains("form a cycle that nothing can open");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private void migrate(PostgresServer postgres) {
        Path log = directory.resolve("right.log");
        try (ServerProcess process = ServerProcess.start("domain-services", command(postgres), log)) {
            process.awaitReady(() -> read(log).contains("orders.deletion_plan.valid"), PATIENCE);
        }
    }

    private static ProcessBuilder command(PostgresServer postgres) {
        ProcessBuilder command = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.environment().put("PG_HOST", postgres.host());
        command.environment().put("PG_PORT", String.valueOf(postgres.port()));
        command.environment().put("PG_USER", postgres.user());
        command.environment().put("PG_PASSWORD", postgres.password());
        command.environment().put("PG_DATABASE", "domain");
        command.environment().put("DELETION_SERVICES", "orders");
        command.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        command.environment().put("QUARKUS_HTTP_PORT", "0");
        command.environment().put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        return command;
    }

    private static void execute(PostgresServer postgres, String... statements) throws SQLException {
        try (Connection connection = postgres.connect("domain");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
