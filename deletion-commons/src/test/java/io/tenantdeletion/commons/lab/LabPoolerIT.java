package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** Behind a pooler in transaction mode nothing that a deletion needs is a session's. */
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

            as("/api/v1/lab/tenant/" + tenant)
                    .statusCode(503)
                    .body("type", is("urn:tenant-deletion:problem:purge-waits"))
                    .body("waiting_for.pid", hasItem(till.unwrap(org.postgresql.PGConnection.class)
                            .getBackendPID()));
            till.rollback();
        }
        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    private static io.restassured.response.ValidatableResponse as(String path) {
        return given().auth().oauth2(Tokens.service()).delete(path).then();
    }

    /** As a job does: fence, purge until nothing is left, verification. */
    private static void delete(UUID each) {
        String path = "/api/v1/lab/tenant/" + each;
        given().auth()
                .oauth2(Tokens.service())
                .post(path + "/deletion-fence")
                .then()
                .statusCode(200);
        int status;
        do {
            status = as(path).extract().statusCode();
        } while (status == 202);
        assertThat(status).isEqualTo(200);
        await(path + "/deletion-verification");
    }

    private static void await(String verification) {
        org.awaitility.Awaitility.await()
                .until(() -> given().auth()
                                .oauth2(Tokens.service())
                                .get(verification)
                                .statusCode()
                        == 200);
        given().auth().oauth2(Tokens.service()).get(verification).then().body("total_residual", is(0));
    }
}
