package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.embedded.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A context whose tables are not what its plan can cover says so when it starts, deletes nothing, and does its
 * business.
 */
@Tag("long")
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
    void startsAndSaysEveryReasonWhyItDeletesNothing() throws Exception {
        try (PostgresServer postgres = PostgresServer.start("domain")) {
            migrate(postgres);
            execute(
                    postgres,
                    "create table orders.loyalty_cards (id uuid primary key, tenant_id uuid not null)",
                    "create table orders.gift_notes (id uuid primary key, order_id uuid references orders.orders)",
                    "alter table orders.orders add column first_item_id uuid not null references orders.order_items");

            int port = Loopback.freePort();
            Path log = directory.resolve("wrong.log");
            try (ServerProcess process = ServerProcess.start("domain-services", command(postgres, port), log)) {
                process.awaitReady(() -> status(port, "/q/health/live") == 200, PATIENCE);
                process.awaitReady(() -> status(port, "/q/health/group/deletion") == 503, PATIENCE);

                assertThat(read(log))
                        .contains(
                                "orders.deletion_plan.refused unmarked-table: orders.loyalty_cards has a column tenant_id")
                        .contains("orders.gift_notes has a path to a tenant")
                        .contains("form a cycle that nothing can open")
                        .doesNotContain("orders.deletion_plan.valid");
                assertThat(body(port, "/q/health/group/deletion"))
                        .contains("unmarked-table: orders.loyalty_cards has a column tenant_id", "cycle: ");
                assertThat(body(port, "/q/health/ready"))
                        .as("its business goes on")
                        .contains("database")
                        .doesNotContain("Deletion plans");
            }
        }
    }

    private static int status(int port, String path) {
        try {
            return get(port, path).statusCode();
        } catch (IOException expected) {
            return 0;
        }
    }

    private static String body(int port, String path) throws IOException {
        return get(port, path).body();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + Loopback.ADDRESS + ":" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void migrate(PostgresServer postgres) {
        Path log = directory.resolve("right.log");
        try (ServerProcess process = ServerProcess.start("domain-services", command(postgres, 0), log)) {
            process.awaitReady(() -> read(log).contains("orders.deletion_plan.valid"), PATIENCE);
        }
    }

    private static ProcessBuilder command(PostgresServer postgres, int port) {
        ProcessBuilder command = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.environment().putAll(postgres.environment("domain"));
        command.environment().put("DELETION_SERVICES", "orders");
        command.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        command.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
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
