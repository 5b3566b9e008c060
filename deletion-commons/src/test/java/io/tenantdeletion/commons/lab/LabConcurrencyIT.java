package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabConcurrencyIT extends LabTest {

    private static final String LOCK = "select 1 from lab.products where name = '%s' for update";

    private final UUID user = UUID.randomUUID();

    /** Whichever of the two PostgreSQL ends, most often the purge, which is the first to look for a deadlock. */
    @Test
    @Tag("long")
    void aPurgeThatLosesToADeadlockIsRunAgain() throws Exception {
        product("first");
        product("second");

        try (Connection other = TestDatabase.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("set local deadlock_timeout = '3s'");
            statement.execute(LOCK.formatted("second"));
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(this::deleteUser);
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(10))
                    .until(LabConcurrencyIT::somebodyWaits);
            lockOrLose(statement);
            other.rollback();

            assertThat(status.get(30, TimeUnit.SECONDS)).isBetween(200, 202);
        }

        deleteUser();
        assertThat(TestDatabase.query("select 1 from lab.products where user_id = '" + user + "'"))
                .isEmpty();
    }

    private static void lockOrLose(Statement statement) throws SQLException {
        try {
            statement.execute(LOCK.formatted("first"));
        } catch (SQLException lost) {
            assertThat(lost.getSQLState()).isEqualTo("40P01");
        }
    }

    private static boolean somebodyWaits() {
        return !TestDatabase.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and wait_event = 'transactionid'")
                .isEmpty();
    }

    private int deleteUser() {
        return given().auth()
                .oauth2(Tokens.service())
                .delete("/api/v1/experiments/user/{user}", user)
                .statusCode();
    }

    private void product(String name) {
        TestDatabase.execute("insert into lab.products (id, tenant_id, name, user_id) values (gen_random_uuid(), '"
                + tenant + "', '" + name + "', '" + user + "')");
    }
}
