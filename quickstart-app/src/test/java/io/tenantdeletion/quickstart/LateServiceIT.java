package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantdeletion.embedded.BakeryRealm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real service, restored from a backup that is older than a deletion, is brought up to date by a replay. */
@Tag("long")
class LateServiceIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern FOUND = Pattern.compile("(?m)^deletion_listener_rows_total(?:\\{[^}]*})? (\\S+)");
    private static final String BACKUP = "backup_of_pos";

    private static Platform platform;
    private static PlatformApi api;

    private final UUID erased = UUID.randomUUID();
    private final UUID living = UUID.randomUUID();

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get().platform();
        api = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
    }

    @AfterEach
    void dropBackup() {
        execute("drop schema if exists " + BACKUP + " cascade");
    }

    @Test
    void aRestoredBackupBringsNobodyBack() {
        DemoData data = new DemoData(platform.postgres());
        data.fill(erased, "Erased-" + erased, BakeryRealm.OWNER.id(), 1_000);
        data.fill(living, "Living-" + living, BakeryRealm.OWNER.id(), 1_000);
        long rowsOfErased = rows(erased);
        long rowsOfLiving = rows(living);
        backUp();
        Instant backup = Instant.now();
        delete();
        assertThat(rows(erased)).isZero();

        long before = foundByListener();
        long broughtBack = restore();
        assertThat(broughtBack).isGreaterThanOrEqualTo(rowsOfErased);
        JsonNode replay = replay(backup);

        assertThat(rows(erased)).isZero();
        assertThat(rows(living)).isEqualTo(rowsOfLiving);
        // The service listens, too, and is told of the deletion in these seconds: each row is found by one of both.
        Await.until(
                "all rows were found",
                PATIENCE,
                () -> replay.path("rows_found").asLong() + foundByListener() - before == broughtBack);
        assertThat(replay.path("total").asLong()).isEqualTo(1);
        assertThat(replay.path("skipped").asLong()).isZero();
        assertThat(single("select count(*) from tenant_deletion.fence where service = 'pos' and subject_id = '" + erased
                        + "'"))
                .isEqualTo(1);
        JsonNode findings = call("GET", "/api/v1/findings?service=pos&status=open", api.token(BakeryRealm.ADMIN), "");
        assertThat(findings.findValuesAsText("subject_id")).contains(erased.toString());
    }

    private void backUp() {
        execute("create schema " + BACKUP);
        tables().forEach(table -> execute("create table " + BACKUP + "." + table + " as table pos." + table));
    }

    /**
     * The backup is of a time before the erasure and knows of no tombstone; answers how many rows it has brought back.
     */
    private long restore() {
        long now = rows();
        long then = tables().stream()
                .mapToLong(table -> single("select count(*) from " + BACKUP + "." + table))
                .sum();
        List<String> statements = new ArrayList<>(List.of(
                "set session_replication_role = replica",
                "delete from tenant_deletion.fence where service = 'pos' and subject_id = '" + erased + "'"));
        tables().forEach(table -> {
            statements.add("delete from pos." + table);
            statements.add(
                    "insert into pos." + table + " overriding system value select * from " + BACKUP + "." + table);
        });
        execute(String.join("; ", statements));
        return then - now;
    }

    private static long rows() {
        return tables().stream()
                .mapToLong(table -> single("select count(*) from pos." + table))
                .sum();
    }

    private void delete() {
        JsonNode job = call(
                "POST",
                "/api/v1/deletion-jobs",
                api.token(BakeryRealm.ADMIN),
                "{\"tenant_id\": \"" + erased + "\", \"retention\": \"PT0S\"}");
        Await.until(
                "it is erased",
                PATIENCE,
                () -> api.job(job.path("job_id").asText(), api.serviceToken())
                        .path("status")
                        .asText()
                        .equals("completed"));
    }

    private static long foundByListener() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.domainServices().url() + "/q/metrics"))
                .build();
        try {
            Matcher rows = FOUND.matcher(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
            assertThat(rows.find()).isTrue();
            return Math.round(Double.parseDouble(rows.group(1)));
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode replay(Instant since) {
        String path = "/api/v1/services/pos/replay-erasures";
        String id = call("POST", path + "?since=" + since, api.token(BakeryRealm.ADMIN), "")
                .path("replay_id")
                .asText();
        Await.until(
                "it is replayed",
                PATIENCE,
                () -> call("GET", path + "/" + id, api.serviceToken(), "")
                        .path("status")
                        .asText()
                        .equals("completed"));
        return call("GET", path + "/" + id, api.serviceToken(), "");
    }

    private static JsonNode call(String method, String path, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(platform.orchestrator().url() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
            return JSON.readTree(answer.body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<String> tables() {
        return query("select table_name from information_schema.tables where table_schema = 'pos'"
                + " and table_type = 'BASE TABLE' and table_name not like 'flyway%' order by 1");
    }

    /** Rows of a tenant in the tables that have a column for it. */
    private static long rows(UUID tenant) {
        return query("select table_name from information_schema.columns where table_schema = 'pos'"
                        + " and column_name = 'tenant_id' order by 1")
                .stream()
                .mapToLong(table -> single("select count(*) from pos." + table + " where tenant_id = '" + tenant + "'"))
                .sum();
    }

    private static long single(String sql) {
        return Long.parseLong(query(sql).get(0));
    }

    private static List<String> query(String sql) {
        try (Connection connection = platform.postgres().connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = platform.postgres().connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
