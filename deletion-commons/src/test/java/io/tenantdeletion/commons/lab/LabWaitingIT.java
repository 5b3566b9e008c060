package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody waits for ever, nobody blocks the others: with a pool of four connections. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@Timeout(120)
class LabWaitingIT extends LabTest {

    private static final int CALLS = 8;
    private static final String WAITING = "select query from pg_stat_activity where wait_event_type = 'Lock'";
    private static final String SLEEPING = "select pid from pg_stat_activity where wait_event = 'PgSleep'";

    @TestHTTPResource
    URI application;

    @Test
    void anIdleTransactionThatHoldsARowKeepsOneCallWaitingAndNobodyElse() throws Exception {
        fill(tenant, 1);
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        try (Connection till = TestDatabase.connect()) {
            String pid = idle(till, "select 1 from lab.recipes where tenant_id = '" + tenant + "' for update");

            List<CompletableFuture<Response>> calls = Stream.generate(
                            () -> CompletableFuture.supplyAsync(this::delete, callers))
                    .limit(CALLS)
                    .toList();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !TestDatabase.query(WAITING).isEmpty());
            given().get("/q/health/ready").then().statusCode(200);
            previewIs(200, tenant);
            anotherTenantsPurgeCompletes();
            assertThat(TestDatabase.query(WAITING)).hasSizeLessThan(2);

            List<Response> answers = calls.stream().map(CompletableFuture::join).toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotNull();
                assertThat(problem(answer)).isIn("purge-waits", "purge-busy");
            });
            Response waited = answers.stream()
                    .filter(answer -> problem(answer).equals("purge-waits"))
                    .findFirst()
                    .orElseThrow();
            assertThat(waited.jsonPath().<Map<String, Object>>getList("waiting_for"))
                    .singleElement()
                    .satisfies(holder -> assertThat(holder)
                            .containsEntry("pid", Integer.valueOf(pid))
                            .containsEntry("application_name", "till")
                            .containsKey("since"));
            assertThat(waited.jsonPath().getString("detail")).contains(pid, "till", "since");
            till.rollback();
        } finally {
            callers.shutdown();
        }

        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void aPreviewDoesNotWaitForALockedTableForEver() throws Exception {
        try (Connection migration = TestDatabase.connect()) {
            idle(migration, "lock table lab.products");

            previewIs(503, tenant);

            migration.rollback();
        }
        previewIs(200, tenant);
    }

    @Test
    @Tag("long")
    void aStatementThatTakesTooLongIsEndedWithinTheCall() {
        fill(tenant, 1);
        whileUpdatesSleep(() -> {
            Response answer = delete();

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(problem(answer)).isEqualTo("statement-timeout");
            assertThat(TestDatabase.query(SLEEPING)).isEmpty();
        });
        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void aCallerThatHangsUpEndsItsStatementOnTheServer() {
        fill(tenant, 1);
        Map<String, List<String>> before = TestDatabase.rows("lab");
        whileUpdatesSleep(() -> {
            hangUpWhen(() -> !TestDatabase.query(SLEEPING).isEmpty());
            // Well before its time-out, which would be ten seconds.
            await().atMost(Duration.ofSeconds(6))
                    .until(() -> TestDatabase.query(SLEEPING).isEmpty());
        });
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    private void anotherTenantsPurgeCompletes() {
        UUID unrelated = UUID.randomUUID();
        fill(unrelated, 2);
        int status = 202;
        while (status == 202) {
            status = given().auth()
                    .oauth2(Tokens.service())
                    .delete(DATA, unrelated)
                    .statusCode();
        }
        assertThat(status).isEqualTo(200);
    }

    private void hangUpWhen(Callable<Boolean> condition) {
        String request = "DELETE " + DATA.replace("{tenant}", tenant.toString()) + " HTTP/1.1\r\nHost: lab\r\n"
                + "Authorization: Bearer " + Tokens.service() + "\r\n\r\n";
        try (Socket caller = new Socket(application.getHost(), application.getPort())) {
            caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(30)).until(condition);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Response delete() {
        return given().auth().oauth2(Tokens.service()).delete(DATA, tenant);
    }

    private static void previewIs(int status, UUID of) {
        given().auth()
                .oauth2(Tokens.service())
                .get(DATA + "/deletion-preview", of)
                .then()
                .statusCode(status)
                .body(status == 200 ? "tenant_id" : "type", is(status == 200 ? of.toString() : type("purge-waits")));
    }

    private static String problem(Response answer) {
        return answer.jsonPath().getString("type").replace(type(""), "");
    }

    private static String type(String slug) {
        return "urn:tenant-deletion:problem:" + slug;
    }

    /** Begins a transaction that takes what it never uses; gives the pid of its session. */
    private static String idle(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = 'till'");
            statement.execute(sql);
            try (var row = statement.executeQuery("select pg_backend_pid()")) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** A purge's first statement opens a cycle. */
    private static void whileUpdatesSleep(Runnable test) {
        TestDatabase.execute("create function lab.sleep() returns trigger language plpgsql as"
                + " $$ begin perform pg_sleep(30); return new; end $$;"
                + " create trigger sleep before update on lab.recipes for each row execute function lab.sleep();"
                + " alter table lab.recipes enable always trigger sleep");
        try {
            test.run();
        } finally {
            TestDatabase.execute("drop function lab.sleep cascade");
        }
    }
}
