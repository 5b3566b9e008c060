package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.PGConnection;

/** Behind a pooler in transaction mode nothing that a deletion needs is a session's. */
@Tag("long")
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@WithTestResource(value = PgBouncer.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@EnabledIf("io.tenantdeletion.commons.lab.PgBouncer#isInstalled")
@Timeout(120)
class LabPoolerIT extends LabRestoreTest {

    private static final int TENANTS = 8;

    @Test
    void manyTenantsAreDeletedAtOnceOverFewerConnections() {
        List<UUID> tenants = Stream.generate(UUID::randomUUID).limit(TENANTS).toList();
        tenants.forEach(each -> fill(each, 150));

        CompletableFuture.allOf(tenants.stream()
                        .map(each -> CompletableFuture.runAsync(() -> delete(each)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        assertThat(TestDatabase.query("select 1 from pg_stat_activity where usename = 'purge'"))
                .hasSizeBetween(1, PgBouncer.CONNECTIONS);
    }

    @Test
    void whatWasDeletedComesBack() {
        fence();
        purge();
        nothingIsLeftOutsideTheLog();

        restore(KEY).statusCode(200).body("restored_counts", is(EVERY_ROW)).body("verified", is(true));

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
    }

    @Test
    void whoHoldsARowIsNamed() throws SQLException {
        try (Connection till = TestDatabase.connect();
                Statement statement = till.createStatement()) {
            till.setAutoCommit(false);
            statement.execute("select 1 from lab.recipes where tenant_id = '" + tenant + "' for update");

            asService()
                    .delete(DATA, tenant)
                    .then()
                    .statusCode(503)
                    .body("type", is("urn:tenant-deletion:problem:purge-waits"))
                    .body(
                            "waiting_for.pid",
                            hasItem(till.unwrap(PGConnection.class).getBackendPID()));
            till.rollback();
        }
        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    /** As a job does: fence, purge until nothing is left, verification. */
    private static void delete(UUID each) {
        asService().post(DATA + "/deletion-fence", each).then().statusCode(200);
        int status;
        do {
            status = asService().delete(DATA, each).statusCode();
        } while (status == 202);
        assertThat(status).isEqualTo(200);
        String verification = DATA + "/deletion-verification";
        await().until(() -> asService().get(verification, each).statusCode() == 200);
        asService().get(verification, each).then().body("total_residual", is(0));
    }

    private static RequestSpecification asService() {
        return given().auth().oauth2(Tokens.service());
    }
}
