package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.quickstart.RetryingClient.Answer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The orchestrator loses its database, on the real platform: what is lost, what services still know, and that what
 * src-docs/howto/restore-a-backup.md tells an operator to do puts it right.
 */
@Tag("platform")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostDatabaseIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BACKUP = "orchestrator_backup";
    private static final Duration LATER = Duration.ofHours(1);

    private static final Lifeline LIFELINE = new Lifeline();
    private static Platform platform;
    private static RetryingClient client;
    private static DemoData data;

    @BeforeAll
    static void start() {
        QuickstartProcess.assumePackaged();
        platform = Platform.start(
                LIFELINE.own(Workspace.of(QuickstartProcess.CHECKOUT, "lost")),
                LIFELINE,
                new Console(new PrintStream(OutputStream.nullOutputStream()), false, false),
                new Platform.Options(
                        Map.of(Platform.RETENTION, Platform.AT_ONCE, "DELETION_RESTORE_DESTROY_EVERY", "1s"),
                        List.of()));
        data = new DemoData(platform.postgres());
        data.fillShared(5);
        client = new RetryingClient(platform);
    }

    @AfterAll
    static void stop() {
        LIFELINE.close();
    }

    /** Jobs of after the backup are unknown; what they have deleted stays deleted, and the ledger can be made again. */
    @Test
    @Order(1)
    void anOlderBackupIsRestored() throws SQLException {
        UUID survivor = tenant(1);
        UUID before = tenant(2);
        UUID after = tenant(3);
        UUID waiting = tenant(4);
        UUID cancelled = tenant(5);
        Fingerprint whole = domain();
        String first = deleted(before);
        String pending = client.deleteTenant(cancelled, LATER).job();
        backUp();
        client.decide(pending, "cancel");
        String second = deleted(after);
        String third = client.deleteTenant(waiting, LATER).job();

        restoreBackup();

        say("before", client.job(first));
        say("after", client.job(second));
        say("waiting", client.job(third));
        say("cancelled", client.job(pending));
        System.out.println("tenant after: " + status(after) + " waiting: " + status(waiting) + " cancelled: "
                + status(cancelled));
        System.out.println(tombstones());
        System.out.println("keys: " + query(Platform.KEYS_DATABASE, "select string_agg(job_id::text, ' ') from keys.job_keys"));
        System.out.println(query(Platform.DOMAIN_DATABASE, "select string_agg(service || ' ' || job_id || ' ' || status, ', ') from tenant_deletion.restore_window"));

        say("again the waiting", client.deleteTenant(waiting, LATER));
        System.out.println("status " + status(waiting));
        Answer again = client.deleteForced(after);
        say("forced", again);
        await(again.job(), "completed");
        say("forced", client.job(again.job()));
        say("erasure", client.decide(first, "restore"));
        await(first, "restored");
        say("restored", client.job(first));
        say("cancel backup's pending", client.decide(pending, "cancel"));
        System.out.println("status cancelled: " + status(cancelled));
        System.out.println(domain().differencesFrom(whole));
    }

    private static void say(String what, Answer answer) {
        System.out.println(what + ": " + answer.status() + " " + answer.body());
    }

    private static UUID tenant(int number) {
        UUID id = UUID.fromString("80000000-0000-4000-8000-%012d".formatted(number));
        data.fill(id, "Bakery " + number, BakeryRealm.OWNER.id(), 200);
        return id;
    }

    private static String deleted(UUID tenant) {
        Answer answer = client.deleteTenant(tenant, Duration.ZERO);
        await(answer.job(), "completed");
        return answer.job();
    }

    private static void await(String job, String status) {
        Await.until(status, PATIENCE, () -> client.job(job).body().path("status").asText().equals(status));
    }

    private static void backUp() throws SQLException {
        platform.processes().get("orchestrator").close();
        run(
                "create database " + BACKUP + " template " + Platform.ORCHESTRATOR_DATABASE + " owner "
                        + owner(Platform.ORCHESTRATOR_DATABASE));
        platform.restart("orchestrator");
    }

    private static void restoreBackup() throws SQLException {
        platform.processes().get("orchestrator").close();
        String owner = owner(Platform.ORCHESTRATOR_DATABASE);
        run(
                "drop database " + Platform.ORCHESTRATOR_DATABASE + " with (force)",
                "create database " + Platform.ORCHESTRATOR_DATABASE + " template " + BACKUP + " owner " + owner);
        platform.restart("orchestrator");
    }

    private static String owner(String database) throws SQLException {
        return query("postgres", "select pg_get_userbyid(datdba) from pg_database where datname = '" + database + "'");
    }

    private static String tombstones() throws SQLException {
        return query(
                Platform.DOMAIN_DATABASE,
                "select string_agg(distinct subject_kind || ' ' || subject_id || ' ' || job_id, ', ')"
                        + " from tenant_deletion.fence");
    }

    private static String status(UUID tenant) throws SQLException {
        return query(
                Platform.TENANT_DATABASE,
                "select max(status || ' ' || coalesce(deletion_job_id::text, '') || ' ' || suspension_token) from tenant.tenants where id = '" + tenant + "'");
    }

    private static Fingerprint domain() {
        return Fingerprint.of(() -> platform.postgres().connect(Platform.DOMAIN_DATABASE));
    }

    private static String query(String database, String sql) throws SQLException {
        return DataSnapshot.text(platform.postgres(), database, sql);
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = platform.postgres().connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
