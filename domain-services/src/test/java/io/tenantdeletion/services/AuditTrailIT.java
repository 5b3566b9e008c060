package io.tenantdeletion.services;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.QueryPlan;
import io.tenantdeletion.commons.test.StatementLog;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Services whose only trace of a user is who did what for a tenant. Those that hold data of users beside it are tested
 * with it.
 */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class AuditTrailIT {

    private static final List<String> SERVICES =
            List.of("alerts", "external", "inventory", "orders", "pos", "production", "recipes", "sales", "suppliers");

    private final UUID user = UUID.randomUUID();
    private final UUID colleague = UUID.randomUUID();
    private final UUID tenant = UUID.randomUUID();
    private final UUID secondTenant = UUID.randomUUID();
    private Map<String, Map<String, List<String>>> before;

    @BeforeEach
    void seed() {
        if (TestDatabase.query("select 1 from external.city_weather_data limit 1")
                .isEmpty()) {
            new TenantSeeder(TestDatabase::connect, List.of("external"), List.of()).seedShared(10);
        }
        TenantSeeder seeder = new TenantSeeder(TestDatabase::connect, SERVICES, List.of(user, colleague));
        seeder.seedTenant(tenant, 1000);
        seeder.seedTenant(secondTenant, 500);
        before = rows();
    }

    @AfterEach
    void deleteTheTenants() {
        SERVICES.forEach(service -> {
            delete("/api/v1/{service}/tenant/{id}", service, tenant);
            delete("/api/v1/{service}/tenant/{id}", service, secondTenant);
        });
    }

    @Test
    void aUsersDeletionLeavesWhatWasDoneAndTakesWhoDidIt() {
        SERVICES.forEach(service -> {
            assertThat(linesOf(user, service)).as(service).isNotEmpty();
            given().auth()
                    .oauth2(Tokens.service())
                    .get("/api/v1/{service}/user/{user}/deletion-preview", service, user)
                    .then()
                    .statusCode(200)
                    .body("preview", is(Map.of()))
                    .body("total_records", is(0));
            deleteUser(service);
        });

        assertThat(rows()).isEqualTo(without(user, before));
        SERVICES.forEach(service -> {
            deleteUser(service);
            assertThat(linesOf(colleague, service)).as(service).isNotEmpty();
        });
        assertThat(rows()).isEqualTo(without(user, before));
    }

    @Tag("long")
    @Test
    void everyStatementFollowsTheUsersOwnLines() {
        List<String> statements;
        List<String> settings;
        try (StatementLog log = new StatementLog()) {
            SERVICES.forEach(this::deleteUser);
            statements = log.all().stream()
                    .filter(statement -> statement.startsWith("with part") && statement.contains(".\"audit_logs\" "))
                    .distinct()
                    .toList();
            settings = log.settings();
        }

        assertThat(statements).hasSize(SERVICES.size());
        statements.forEach(statement -> QueryPlan.assertFollowsTheRowsOf(user, statement, settings));
    }

    @Test
    void noOtherColumnNamesUsersWithoutAReason() {
        SERVICES.forEach(service -> given().auth()
                .oauth2(Tokens.service())
                .queryParam("subject", "user")
                .get("/api/v1/{service}/deletion-plan", service)
                .then()
                .statusCode(200)
                .body("findings.code", not(hasItem("unmarked-column"))));
    }

    private void deleteUser(String service) {
        given().auth()
                .oauth2(Tokens.service())
                .delete("/api/v1/{service}/user/{user}", service, user)
                .then()
                .statusCode(200)
                .body("summary.user_id", is(user.toString()))
                .body("summary.deleted_counts", is(Map.of()));
    }

    private static void delete(String path, String service, UUID id) {
        given().auth().oauth2(Tokens.service()).delete(path, service, id).then().statusCode(200);
    }

    private static List<String> linesOf(UUID actor, String schema) {
        return TestDatabase.query("select id from " + schema + ".audit_logs where actor_id = '" + actor + "'");
    }

    private static Map<String, Map<String, List<String>>> rows() {
        Map<String, Map<String, List<String>>> rows = new TreeMap<>();
        SERVICES.forEach(schema -> rows.put(schema, TestDatabase.rows(schema)));
        return rows;
    }

    /** A row's text with NULL where it named the user. */
    private static Map<String, Map<String, List<String>>> without(
            UUID user, Map<String, Map<String, List<String>>> rows) {
        Map<String, Map<String, List<String>>> left = new TreeMap<>();
        rows.forEach((schema, tables) -> left.put(schema, new TreeMap<>(tables)));
        left.values()
                .forEach(tables -> tables.replaceAll((table, texts) -> texts.stream()
                        .map(text -> text.replace(user.toString(), ""))
                        .sorted()
                        .toList()));
        return left;
    }
}
