package io.tenantdeletion.services.training;

import static io.restassured.RestAssured.given;
import static io.tenantdeletion.commons.test.TestDatabase.execute;
import static io.tenantdeletion.commons.test.TestDatabase.query;
import static io.tenantdeletion.services.training.NamedFiles.ROOT;
import static io.tenantdeletion.services.training.NamedFiles.file;
import static io.tenantdeletion.services.training.NamedFiles.files;
import static io.tenantdeletion.services.training.NamedFiles.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that models name go with their tenant, or user, and nobody else's do. */
@QuarkusTest
@WithTestResource(StoreAndLiveCatalog.class)
@WithTestResource(PlatformTestResource.class)
class ExternalDataIT {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String TENANT = "/api/v1/training/tenant/{tenant}";
    private static final String OUTSIDE = TENANT + "/external-data";

    private final UUID tenant = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private List<String> neighboursFiles;

    @BeforeEach
    void twoTenants() throws IOException {
        Files.createDirectories(ROOT);
        model(tenant, null, file(tenant, "a.bin"), file(tenant, "deep/b.bin"), tenant + "/never/there.bin");
        model(neighbour, null, file(neighbour, "a.bin"), file(neighbour, "deep/b.bin"));
        neighboursFiles = files(neighbour);
    }

    @AfterEach
    void theNeighboursFilesAreTheSame() throws IOException {
        assertThat(files(neighbour)).isEqualTo(neighboursFiles).hasSize(2);
    }

    @Test
    void whatRowsNameGoesAfterThem() throws IOException {
        purge();
        assertThat(files(tenant)).hasSize(2);
        call().get(OUTSIDE, tenant).then().statusCode(200).body("stores.models", is(counts(0, 0, 0, 3)));

        remove(200)
                .body("tenant_id", is(tenant.toString()))
                .body("service", is("training"))
                .body("stores.models", is(counts(3, 0, 0, 0)))
                .body("$", not(hasKey("complete")));

        assertThat(files(tenant)).isEmpty();
        assertThat(ROOT.resolve(tenant.toString())).doesNotExist();
        assertThat(named()).isEmpty();
    }

    @Test
    void aRepeatedCallSaysTheSame() {
        purge();
        remove(200);
        purge();

        remove(200).body("stores.models", is(counts(3, 0, 0, 0)));
    }

    @Test
    void whatWasRemovedAndNotCrossedOutIsRemovedAgain() throws IOException {
        purge();
        List<String> names = query("select name || '|' || store from tenant_deletion.external_name n"
                + " join tenant_deletion.external_data d on d.id = n.data_id where d.subject_id = '" + tenant + "'");
        assertThat(names).hasSize(3);
        Files.delete(ROOT.resolve(tenant + "/a.bin"));

        remove(200).body("stores.models", is(counts(3, 0, 0, 0)));
    }

    @Test
    void aNameOutsideTheTenantsPrefixIsLeftAloneAndTold() throws IOException {
        Files.createSymbolicLink(ROOT.resolve(tenant + "/link"), ROOT.resolve(neighbour.toString()));
        model(
                tenant,
                null,
                "../" + neighbour + "/a.bin",
                neighbour + "/a.bin",
                ROOT.resolve(neighbour + "/a.bin").toString(),
                tenant + "/../" + neighbour + "/a.bin",
                tenant + "/link/a.bin",
                "file://" + ROOT + "/" + neighbour + "/a.bin",
                "s3://models/" + tenant + "/a.bin",
                tenant + "/%2e%2e/" + neighbour + "/a.bin");
        purge();

        remove(200).body("stores.models", is(counts(3, 8, 0, 0)));
        remove(200).body("stores.models", is(counts(3, 8, 0, 0)));

        assertThat(named()).hasSize(8);
    }

    @Test
    void aStoreThatIsAwayIsAskedAgain() throws IOException {
        purge();
        Path away = ROOT.resolveSibling("external-data-away");
        Files.move(ROOT, away);
        try {
            remove(503).body("type", endsWith(":external-store-away")).body("store", is("models"));
            assertThat(named()).hasSize(3);
        } finally {
            Files.move(away, ROOT);
        }

        remove(200).body("stores.models", is(counts(3, 0, 0, 0)));
        assertThat(files(tenant)).isEmpty();
    }

    @Test
    void whatCanBePutBackIsNotRemovedAndARestoreForgetsIt() throws IOException {
        kept(Instant.now().plusSeconds(3600)).delete(TENANT, tenant).then().statusCode(200);

        remove(200).body("stores.models", is(counts(0, 0, 0, 3)));
        assertThat(files(tenant)).hasSize(2);
        call().header("Deletion-Restore-Key", KEY)
                .post(TENANT + "/restore", tenant)
                .then()
                .statusCode(200);

        assertThat(named()).isEmpty();
        remove(200).body("stores", is(Map.of()));
        assertThat(files(tenant)).hasSize(2);
    }

    @Test
    void whatCannotBePutBackAnyMoreGoes() throws IOException {
        kept(Instant.now().plusSeconds(3600)).delete(TENANT, tenant).then().statusCode(200);
        call().delete(TENANT + "/restore", tenant).then().statusCode(204);

        remove(200).body("stores.models", is(counts(3, 0, 0, 0)));

        assertThat(files(tenant)).isEmpty();
    }

    @Test
    void aUsersFilesGoFromTheTenantsTheyAreIn() throws IOException {
        UUID user = UUID.randomUUID();
        model(tenant, user, file(tenant, "of-user.bin"));
        model(tenant, user, neighbour + "/a.bin");
        call().delete("/api/v1/models/user/{user}", user).then().statusCode(200);

        call().delete("/api/v1/models/user/{user}/external-data", user)
                .then()
                .statusCode(200)
                .body("user_id", is(user.toString()))
                .body("stores.models", is(counts(1, 1, 0, 0)));

        assertThat(files(tenant)).containsExactly(tenant + "/a.bin", tenant + "/deep/b.bin");
    }

    @Test
    void thousandsOfNamesAreWrittenDownByTheirStatement() {
        execute("insert into training.model_versions (id, model_id, version_number, artifact_path, size_bytes,"
                + " created_at) select gen_random_uuid(), m.id, i, m.tenant_id || '/gone/' || i, 1, now()"
                + " from training.trained_models m, generate_series(1, 3000) i where m.tenant_id = '" + tenant + "'");
        purge();

        remove(200).body("stores.models", is(counts(3003, 0, 0, 0)));
    }

    @Test
    void onlyServicesMayAsk() {
        given().auth()
                .oauth2(Tokens.user(UUID.randomUUID()))
                .delete(OUTSIDE, tenant)
                .then()
                .statusCode(403);
        given().delete(OUTSIDE, tenant).then().statusCode(401);
        given().auth().oauth2(Tokens.service()).delete(OUTSIDE, tenant).then().statusCode(400);
    }

    @Test
    void aStoreThatIsConfiguredIsNoFinding() {
        given().auth()
                .oauth2(Tokens.service())
                .get("/api/v1/training/deletion-plan")
                .then()
                .body("findings.findAll { it.code == 'unknown-store' }", is(empty()));
    }

    private void purge() {
        call().delete(TENANT, tenant).then().statusCode(oneOf(200, 202));
    }

    private ValidatableResponse remove(int status) {
        return call().delete(OUTSIDE, tenant).then().statusCode(status);
    }

    private RequestSpecification kept(Instant until) {
        return call().header("Deletion-Restore-Key", KEY).header("Deletion-Restore-Until", until.toString());
    }

    private RequestSpecification call() {
        return given().auth().oauth2(Tokens.service()).header("Deletion-Job-Id", job);
    }

    private List<String> named() {
        return query("select name from tenant_deletion.external_name n"
                + " join tenant_deletion.external_data d on d.id = n.data_id where d.subject_id = '" + tenant + "'");
    }

    private static Map<String, Integer> counts(int removed, int refused, int notConfigured, int waiting) {
        return Map.of("removed", removed, "refused", refused, "not_configured", notConfigured, "waiting", waiting);
    }
}
