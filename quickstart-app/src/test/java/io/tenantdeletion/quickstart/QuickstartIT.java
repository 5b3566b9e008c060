package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demonstration with all its real parts, on little data. Needs the packaged applications. */
class QuickstartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** Of everything, after the end of the program that started it. */
    private static final Duration END = Duration.ofSeconds(20);

    private static final String[] KEYS = {
        "ORCHESTRATOR_URL",
        "TENANT_URL",
        "DOMAIN_SERVICES_URL",
        "KEYCLOAK_URL",
        "REALM",
        "ISSUER",
        "SERVICE_CLIENT_ID",
        "SERVICE_CLIENT_SECRET",
        "IDENTITY_CLIENT_ID",
        "IDENTITY_CLIENT_SECRET",
        "PUBLIC_CLIENT_ID",
        "OWNER_USER",
        "OWNER_PASSWORD",
        "ADMIN_USER",
        "ADMIN_PASSWORD",
        "SECOND_ADMIN_USER",
        "SECOND_ADMIN_PASSWORD",
        "LEAVER_USER",
        "LEAVER_PASSWORD",
        "LEAVER_ID",
        "SUCCESSOR_USER",
        "SUCCESSOR_PASSWORD",
        "SMALL_TENANT_ID",
        "MEDIUM_TENANT_ID",
        "LARGE_TENANT_ID",
        "LEAVING_TENANT_ID",
        "STAYING_TENANT_ID",
        "RABBITMQ_URL",
        "PG_HOST",
        "PG_PORT",
        "PG_USER",
        "PG_PASSWORD",
        "PG_PURGE_USER",
        "PG_PURGE_PASSWORD",
        "PG_MIGRATION_USER",
        "PG_MIGRATION_PASSWORD",
        "PG_DATABASE_DOMAIN",
        "PG_DATABASE_TENANT",
        "PG_DATABASE_ORCHESTRATOR",
        "PID_ORCHESTRATOR",
        "PID_TENANT",
        "PID_DOMAIN_SERVICES",
        "PID_POSTGRES",
        "PID_KEYCLOAK"
    };

    @TempDir
    Path directory;

    @BeforeAll
    static void applicationsArePackaged() {
        QuickstartProcess.assumePackaged();
    }

    @Test
    void deletesProvesAndLeavesNothingBehind() throws IOException, InterruptedException {
        try (ServerSocket busy = new ServerSocket();
                QuickstartProcess quickstart = start(busy)) {
            quickstart.awaitOutput("process ids are in", PATIENCE);
            Map<String, String> facts = quickstart.facts();
            ToldEvents told = ToldEvents.listen(facts);
            quickstart.awaitOutput("Ctrl-C stops it", PATIENCE);

            quickstart.terminate();
            assertThat(quickstart.await(Duration.ofSeconds(30))).isEqualTo(143);
            assertThat(quickstart.output())
                    .doesNotContain("✗", "Could not stop")
                    .contains(
                            "The preview found all",
                            "A late writer is refused by the database: ERROR: tenant",
                            "Every service has counted again",
                            "counted and proven",
                            "Twin Bakery belongs to successor",
                            "Keycloak knows no leaver any more",
                            "its chain is whole",
                            "Mail to owner@bakery.example: ",
                            "Mail to leaver@bakery.example: ",
                            "Webhook, signature verified: tenant.deletion_requested, subscription.cancelled, tenant.deleted");
            told.areInOrderAndAsDocumented();
            assertThat(facts).containsOnlyKeys(KEYS).doesNotContainValue("");
            assertThat(facts.get("TENANT_URL")).doesNotEndWith(":8081");
            assertThat(QuickstartProcess.alive(facts)).isEmpty();
            assertThat(QuickstartProcess.CHECKOUT.resolve(quickstart.envFile())).doesNotExist();
        }
    }

    @Test
    @Tag("long")
    void stopsWhatItHasStartedWhenItIsTerminated() throws IOException, InterruptedException {
        try (QuickstartProcess quickstart = QuickstartProcess.start(directory, "--serve")) {
            quickstart.awaitOutput("PostgreSQL", PATIENCE);
            List<ProcessHandle> started = quickstart.children();
            assertThat(started).hasSizeGreaterThanOrEqualTo(3);

            quickstart.terminate();
            assertThat(quickstart.await(Duration.ofSeconds(30))).isEqualTo(143);
            Await.until("nothing is left", END, () -> started.stream().noneMatch(QuickstartProcess::isRunning));
        }
    }

    @Test
    @Tag("long")
    void servesUntilItIsKilledAndEverythingStopsByItself() throws IOException, InterruptedException {
        try (ServerSocket busy = new ServerSocket();
                QuickstartProcess quickstart = start(busy, "--serve")) {
            quickstart.awaitOutput("Ctrl-C stops it", PATIENCE);
            Map<String, String> facts = quickstart.facts();
            assertThat(QuickstartProcess.alive(facts)).hasSize(5);
            assertThat(quickstart.output()).doesNotContain("Proof");
            assertThat(ReadmeExamples.run(QuickstartProcess.CHECKOUT, quickstart.envFile()))
                    .contains(
                            "\"total_records\"",
                            "urn:tenant-deletion:problem:confirmation-required",
                            "\"tenant_name\":\"Twin Bakery\"",
                            "\"page_size\":5",
                            "\"valid\":true");

            losesAPartAndGetsItBack(quickstart, facts);

            quickstart.kill();
            Await.until(
                    "all five have ended",
                    END,
                    () -> QuickstartProcess.alive(facts).isEmpty());
            assertThat(QuickstartProcess.CHECKOUT.resolve(quickstart.envFile())).doesNotExist();
            for (String url : List.of("ORCHESTRATOR_URL", "TENANT_URL", "DOMAIN_SERVICES_URL", "KEYCLOAK_URL")) {
                int port = URI.create(facts.get(url)).getPort();
                assertThat(Loopback.freePort(port)).as(url).isEqualTo(port);
            }
        }
    }

    private static void losesAPartAndGetsItBack(QuickstartProcess quickstart, Map<String, String> facts)
            throws IOException, InterruptedException {
        ProcessHandle.of(Long.parseLong(facts.get("PID_TENANT"))).orElseThrow().destroyForcibly();
        quickstart.awaitOutput("It comes back with ./quickstart restart tenant.", END);
        RestartRequests requests = new RestartRequests(
                QuickstartProcess.CHECKOUT.resolve(quickstart.envFile().replace(".env", "")));

        assertThat(requests.ask("tenants", END).orElseThrow()).contains("No process is called tenants");
        assertThat(requests.ask("tenant", PATIENCE)).contains("tenant is ready again.");

        Map<String, String> again = quickstart.facts();
        assertThat(again.get("PID_TENANT")).isNotEqualTo(facts.get("PID_TENANT"));
        assertThat(again.get("TENANT_URL")).isEqualTo(facts.get("TENANT_URL"));
        assertThat(QuickstartProcess.alive(again)).hasSize(5);
        facts.putAll(again);
    }

    // With one of the usual ports taken; it does not matter by whom.
    private QuickstartProcess start(ServerSocket busy, String... mode) throws IOException {
        try {
            busy.bind(new InetSocketAddress(8081));
        } catch (IOException expected) {
            assertThat(busy.isBound()).isFalse();
        }
        Stream<String> sizes =
                Stream.of("--small-rows=80", "--medium-rows=200", "--large-rows=3000", "--shared-rows=20");
        return QuickstartProcess.start(
                directory, Stream.concat(Stream.of(mode), sizes).toArray(String[]::new));
    }
}
