package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.quickstart.RetryingClient.Answer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
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

    @Test
    @Order(1)
    void anOlderBackupIsRestored() throws SQLException {
        // Given
        UUID known = tenant(1);
        UUID takenBack = tenant(2);
        Fingerprint whole = domain();
        UUID unknown = tenant(3);
        UUID waiting = tenant(4);
        String deletion = deleted(known);
        String pending = client.deleteTenant(takenBack, LATER).job();
        backUp();
        client.decide(pending, "cancel");
        String lost = deleted(unknown);
        String lostPending = client.deleteTenant(waiting, LATER).job();

        // When
        restoreBackup();

        // Then
        assertThat(client.job(lost).status()).isEqualTo(404);
        assertThat(client.job(lostPending).status()).isEqualTo(404);
        assertThat(status(waiting)).isEqualTo("inactive");
        assertThat(tombstones()).contains(known.toString(), unknown.toString());

        // What was deleted since is deleted again, which finds nothing and has it in the ledger.
        String again = await(client.deleteForced(unknown).job(), "completed");
        assertThat(client.job(again).body().path("total_items_deleted").asLong())
                .isZero();
        assertThat(client.decide(again, "restore").status()).isEqualTo(409);
        assertThat(erased()).containsExactlyInAnyOrder(known.toString(), unknown.toString());
        // A tenant that waits for a job that nobody knows: ask again, and take that back.
        takeBack(waiting);
        // What was taken back since waits again.
        client.decide(pending, "cancel");
        awaitActive(takenBack);
        // What was deleted before can be undone.
        client.decide(deletion, "restore");
        await(deletion, "restored");
        client.deleteForced(waiting);
        Await.until("deleted", PATIENCE, () -> erased().contains(waiting.toString()));
        assertThat(domain().differencesFrom(whole)).isEmpty();
    }

    @Test
    @Order(2)
    void nothingIsLeft() throws SQLException {
        // Given
        UUID waiting = tenant(5);
        UUID halfDeleted = tenant(6);
        UUID gone = tenant(7);
        deleted(gone);
        client.deleteTenant(waiting, LATER);
        client.deleteTenant(halfDeleted, LATER);
        run(Platform.TENANT_DATABASE, "update tenant.tenants set purging = true where id = '" + halfDeleted + "'");
        List<String> tombstones = tombstones();

        // When
        replace(Platform.ORCHESTRATOR_DATABASE);

        // Then
        assertThat(client.jobs()).isEmpty();
        assertThat(erased()).isEmpty();
        for (String tenant : tombstones) {
            await(client.deleteForced(UUID.fromString(tenant)).job(), "completed");
        }
        assertThat(erased()).containsExactlyInAnyOrderElementsOf(tombstones).contains(gone.toString());
        takeBack(waiting);
        assertThat(client.deleteTenant(halfDeleted, Duration.ZERO).status()).isEqualTo(409);
        await(client.deleteForced(halfDeleted).job(), "completed");
        assertThat(client.auditVerification().body().path("valid").asBoolean()).isTrue();
    }

    @Test
    @Order(3)
    void theKeysAreLost() throws SQLException {
        // Given
        String job = deleted(tenant(8));

        // When
        replace(Platform.KEYS_DATABASE);

        // Then
        assertThat(client.decide(job, "restore").status()).isEqualTo(410);
        assertThat(client.job(job).body().path("status").asText()).isEqualTo("completed");
        String next = deleted(tenant(9));
        client.decide(next, "restore");
        await(next, "restored");
    }

    private static void takeBack(UUID tenant) {
        String job = client.deleteTenant(tenant, LATER).job();
        client.decide(job, "cancel");
        awaitActive(tenant);
    }

    private static void awaitActive(UUID tenant) {
        Await.until(tenant + " is active", PATIENCE, () -> status(tenant).equals("active"));
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

    private static String await(String job, String status) {
        Await.until(
                job + " is " + status,
                PATIENCE,
                () -> client.job(job).body().path("status").asText().equals(status));
        return job;
    }

    private static void backUp() throws SQLException {
        platform.processes().get("orchestrator").close();
        run("postgres", copy(Platform.ORCHESTRATOR_DATABASE, BACKUP));
        platform.restart("orchestrator");
    }

    private static void restoreBackup() throws SQLException {
        platform.processes().get("orchestrator").close();
        run("postgres", drop(Platform.ORCHESTRATOR_DATABASE));
        run("postgres", copy(BACKUP, Platform.ORCHESTRATOR_DATABASE));
        platform.restart("orchestrator");
    }

    /** By an empty one. */
    private static void replace(String database) throws SQLException {
        platform.processes().get("orchestrator").close();
        run("postgres", drop(database));
        platform.postgres().create(database);
        platform.restart("orchestrator");
    }

    private static String drop(String database) {
        return "drop database " + database + " with (force)";
    }

    private static String copy(String from, String to) {
        String owner = DataSnapshot.text(
                platform.postgres(),
                "postgres",
                "select pg_get_userbyid(datdba) from pg_database where datname = '" + from + "'");
        return "create database " + to + " template " + from + " owner " + owner;
    }

    /** Tenants that services know to be erased. */
    private static List<String> tombstones() {
        return ids(
                Platform.DOMAIN_DATABASE,
                "tenant_deletion.fence where subject_kind = 'tenant' and purge_begun_at is not null");
    }

    /** Tenants that the orchestrator knows to be erased. */
    private static List<String> erased() {
        return ids(Platform.ORCHESTRATOR_DATABASE, "orchestrator.erasures where subject_type = 'tenant'");
    }

    private static List<String> ids(String database, String from) {
        String ids = DataSnapshot.text(
                platform.postgres(), database, "select string_agg(distinct subject_id::text, ' ') from " + from);
        return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    }

    private static String status(UUID tenant) {
        return DataSnapshot.text(
                platform.postgres(),
                Platform.TENANT_DATABASE,
                "select max(status) from tenant.tenants where id = '" + tenant + "'");
    }

    private static Fingerprint domain() {
        return Fingerprint.of(() -> platform.postgres().connect(Platform.DOMAIN_DATABASE));
    }

    private static void run(String database, String sql) throws SQLException {
        try (Connection connection = platform.postgres().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
