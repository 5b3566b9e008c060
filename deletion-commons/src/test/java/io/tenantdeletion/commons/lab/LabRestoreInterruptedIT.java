package io.tenantdeletion.commons.lab;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A restore that is killed half-way has changed nothing, and the next one restores all. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabRestoreInterruptedIT extends LabRestoreTest {

    /** Rows of other tables are in by then. */
    private static final String HALF_WAY = """
            from pg_stat_activity where usename = 'purge' and wait_event_type = 'Lock' and query like '%notes%'""";

    @Test
    void aRestoreThatLosesItsConnectionCanBeRepeated() throws SQLException {
        fence();
        purge();
        String entries = logged();

        CompletableFuture<Integer> call;
        try (Connection other = holdNotes()) {
            call = supplyAsync(() -> restore(KEY).extract().statusCode());
            endHalfWay();
        }

        assertThat(call.join()).isEqualTo(503);
        nothingHasChanged(entries);
        restore(KEY).statusCode(200).body("restored_counts", is(EVERY_ROW)).body("verified", is(true));
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void aRestoreInTheBackgroundThatIsKilledBeginsAgainWhenItIsAskedFor() throws SQLException {
        fence();
        purge();
        String entries = logged();

        try (Connection other = holdNotes()) {
            asJob().header("Deletion-Restore-Key", KEY)
                    .header("Prefer", "wait=0")
                    .post(RESTORE, tenant)
                    .then()
                    .statusCode(202);
            endHalfWay();
        }

        nothingHasChanged(entries);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> restore(KEY).extract().statusCode() == 200);
        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    private void nothingHasChanged(String entries) {
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
        assertThat(logged()).isEqualTo(entries).isNotEqualTo("0");
        assertThat(TestDatabase.query("select 1 from tenant_deletion.fence where subject_id = '" + tenant + "'"))
                .hasSize(1);
    }

    private static Connection holdNotes() throws SQLException {
        Connection connection = TestDatabase.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table lab.notes in exclusive mode");
        }
        return connection;
    }

    private static void endHalfWay() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !TestDatabase.query("select pg_terminate_backend(pid, 5000) " + HALF_WAY)
                        .isEmpty());
    }
}
