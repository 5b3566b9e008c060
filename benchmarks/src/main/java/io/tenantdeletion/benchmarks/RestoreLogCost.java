package io.tenantdeletion.benchmarks;

import io.tenantdeletion.embedded.seed.TenantSeeder;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Platform;
import io.tenantdeletion.quickstart.PlatformApi;
import io.tenantdeletion.quickstart.Text;
import io.tenantdeletion.quickstart.TextTable;
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
import java.util.Locale;
import java.util.UUID;

/** What it costs to be able to undo a deletion: the purge with and without its log, the restore, and the room. */
final class RestoreLogCost {

    private static final String SERVICE = "orders";
    private static final UUID TENANT = new UUID(14, 14);
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final double MOST_TIMES_THE_PURGE = 2.5;
    private static final double MOST_OF_THE_ROOM = 0.5;

    private static final String TABLE_BYTES = """
            select sum(pg_table_size(format('%I.%I', schemaname, tablename)::regclass)) from pg_tables
            where schemaname = 'orders' and tablename <> 'flyway_schema_history'""";
    private static final String LOG_BYTES = """
            select sum(octet_length(ids)) + sum(octet_length(data)) from tenant_deletion.restore_log""";

    private final Platform platform;
    private final PlatformApi tokens;
    private final Housekeeping housekeeping;
    private final Console console;
    private final HttpClient client = HttpClient.newHttpClient();

    RestoreLogCost(Platform platform, Console console) {
        this.platform = platform;
        this.console = console;
        this.housekeeping = new Housekeeping(platform.postgres());
        this.tokens = new PlatformApi(
                platform.keycloak().tokenEndpoint(),
                platform.orchestrator().url(),
                platform.tenant().url());
    }

    /** Returns whether the aims are met. */
    boolean run(long rows, int rounds) {
        housekeeping.stopAutovacuum();
        housekeeping.empty();
        console.status("warming up");
        round(rows / 10, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Duration> without = new ArrayList<>();
        List<Duration> with = new ArrayList<>();
        List<Duration> restores = new ArrayList<>();
        double room = 0;
        for (int i = 0; i < rounds; i++) {
            console.status("round " + (i + 1) + " of " + rounds);
            room = round(rows, without, with, restores);
        }
        return report(rows, Times.of(without), Times.of(with), Times.of(restores), room);
    }

    /** Returns the log's bytes for each of the tables'. */
    private double round(long rows, List<Duration> without, List<Duration> with, List<Duration> restores) {
        fill(rows);
        double tables = number(TABLE_BYTES);
        UUID job = UUID.randomUUID();
        with.add(purge(job, true));
        double log = number(LOG_BYTES);
        housekeeping.tidy();
        restores.add(repeat(request("POST", "/restore", job).header("Deletion-Restore-Key", KEY)));
        housekeeping.tidy();
        without.add(purge(UUID.randomUUID(), false));
        return log / tables;
    }

    private void fill(long rows) {
        housekeeping.empty();
        new TenantSeeder(() -> platform.postgres().connect(Platform.DOMAIN_DATABASE), List.of(SERVICE), List.of())
                .seedTenant(TENANT, rows);
        housekeeping.tidy();
    }

    private Duration purge(UUID job, boolean logged) {
        repeat(request("POST", "/deletion-fence", job));
        HttpRequest.Builder purge = request("DELETE", "", job);
        if (logged) {
            purge.header("Deletion-Restore-Key", KEY)
                    .header(
                            "Deletion-Restore-Until",
                            Instant.now().plus(Duration.ofDays(1)).toString());
        }
        return repeat(purge);
    }

    private HttpRequest.Builder request(String method, String call, UUID job) {
        return HttpRequest.newBuilder(
                        URI.create(platform.domainServices().url() + "/api/v1/" + SERVICE + "/tenant/" + TENANT + call))
                .header("Deletion-Job-Id", job.toString())
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    /** Calls again until it is complete; how long that took. */
    private Duration repeat(HttpRequest.Builder builder) {
        HttpRequest request = builder.header("Authorization", "Bearer " + tokens.serviceToken())
                .build();
        long begin = System.nanoTime();
        HttpResponse<String> answer = send(request);
        while (answer.statusCode() == 202) {
            answer = send(request);
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request.method() + " " + request.uri() + ": " + answer.body());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("The service does not answer: " + failure.getMessage(), failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", failure);
        }
    }

    private boolean report(long rows, Times without, Times with, Times restore, double room) {
        console.heading(String.format(Locale.ROOT, "The restore log, %,d rows in one service (milliseconds)", rows));
        TextTable table = new TextTable("what", "median", "least", "most");
        row(table, "purge", without);
        row(table, "purge with a restore log", with);
        row(table, "restore", restore);
        console.table(table);
        return check("purge with a restore log / without", with.ratioTo(without), MOST_TIMES_THE_PURGE)
                & check("restore / purge", restore.ratioTo(without), MOST_TIMES_THE_PURGE)
                & check("bytes of the log / of the tables", room, MOST_OF_THE_ROOM);
    }

    private static void row(TextTable table, String what, Times times) {
        table.row(what, whole(times.median()), whole(times.min()), whole(times.max()));
    }

    private boolean check(String what, double ratio, double atMost) {
        console.check(ratio <= atMost, String.format(Locale.ROOT, "%s: %.2f (at most %.1f)", what, ratio, atMost));
        return ratio <= atMost;
    }

    private double number(String query) {
        try (Connection connection = platform.postgres().connect(Platform.DOMAIN_DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String whole(double number) {
        return Text.count(Math.round(number));
    }
}
