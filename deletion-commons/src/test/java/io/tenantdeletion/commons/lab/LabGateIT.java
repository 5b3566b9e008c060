package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What keeps a service from deleting, and that it keeps nobody else, and nothing else, from anything. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabGateIT extends LabTest {

    private static final String UNMARKED =
            "create table lab.loyalty_cards (id uuid primary key, tenant_id uuid not null)";

    private ValidatableResponse purgeOf(String service) {
        return given().auth()
                .oauth2(Tokens.service())
                .delete("/api/v1/" + service + "/tenant/{tenant}", tenant)
                .then();
    }

    private ValidatableResponse gate(String service) {
        return given().get("/gate/" + service + "/" + tenant).then().statusCode(200);
    }

    private static ValidatableResponse plan(String service) {
        return given().auth()
                .oauth2(Tokens.platformAdmin())
                .get("/api/v1/" + service + "/deletion-plan")
                .then()
                .statusCode(200);
    }

    private static void during(String ddl, String undo, Runnable check) {
        TestDatabase.execute(ddl);
        try {
            check.run();
        } finally {
            TestDatabase.execute(undo);
        }
    }

    @Test
    void saysThatAllPlansAreValidInAHealthGroupOfItsOwn() {
        given().get("/q/health/group/deletion")
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks[0].name", is("Deletion plans"))
                .body("checks[0].data.keySet().sort()", is(List.of("annex", "lab", "lab/user")))
                .body("checks[0].data.lab", matchesPattern("[0-9a-f]{16}"));
        given().get("/q/health/ready").then().body("checks.name", not(hasItem("Deletion plans")));
    }

    @Test
    void aFindingStopsTheDeletionsOfItsServiceAndNothingElse() {
        fill(tenant, 3);
        TestDatabase.execute("insert into annex.things values (gen_random_uuid(), '" + tenant + "')");
        Map<String, List<String>> before = TestDatabase.rows("lab");
        during(UNMARKED, "drop table lab.loyalty_cards", () -> {
            purgeOf("lab")
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("type", is("urn:tenant-deletion:problem:deletion-refused"))
                    .body("findings", hasSize(1))
                    .body("findings[0].severity", is("error"))
                    .body("findings[0].code", is("unmarked-table"))
                    .body("findings[0].table", is("lab.loyalty_cards"))
                    .body("findings[0].remedy", containsString("@TenantData"));
            purgeOf("annex").statusCode(202);
            given().get("/q/health/ready").then().statusCode(200);
            given().get("/q/health/group/deletion")
                    .then()
                    .statusCode(503)
                    .body("checks[0].status", is("DOWN"))
                    .body("checks[0].data.lab", containsString("unmarked-table: lab.loyalty_cards has a column"))
                    .body("checks[0].data.annex", matchesPattern("[0-9a-f]{16}"));
        });
        assertThat(TestDatabase.rows("lab").entrySet()).isEqualTo(before.entrySet());
        purgeOf("lab").statusCode(202);
    }

    @Test
    void findingsOfUsersTablesDoNotStopTenantsDeletions() {
        during("drop index lab.audit_logs_actor_id_idx", "create index on lab.audit_logs (actor_id)", () -> {
            given().auth()
                    .oauth2(Tokens.service())
                    .delete("/api/v1/experiments/user/{user}", UUID.randomUUID())
                    .then()
                    .statusCode(409)
                    .body("findings.code", is(List.of("missing-index")));
            purgeOf("lab").statusCode(200);
        });
    }

    @Test
    void namesRowsOfOthersThatReferToTheTenantsWithCountOwnersAndAQuery() {
        fill(tenant, 5);
        gate("lab").body("", hasSize(0));
        UUID stranger = UUID.randomUUID();
        TestDatabase.execute("insert into lab.products select gen_random_uuid(), '" + stranger
                + "', id, 'Cuckoo' from lab.products where tenant_id = '" + tenant + "' limit 2");

        String remedy = gate("lab")
                .body("", hasSize(1))
                .body("[0].code", is("rows-of-others"))
                .body("[0].severity", is("error"))
                .body("[0].table", is("lab.products"))
                .body(
                        "[0].detail",
                        allOf(
                                containsString("2 rows of lab.products, of " + stranger),
                                containsString("products_parent_id_fkey")))
                .extract()
                .path("[0].remedy");

        String query = remedy.substring(remedy.indexOf("select"), remedy.lastIndexOf(';'));
        assertThat(TestDatabase.query("select q.name from (" + query + ") q")).containsExactly("Cuckoo", "Cuckoo");
        given().auth()
                .oauth2(Tokens.service())
                .header("Prefer", "return=minimal")
                .get(DATA + "/deletion-preview", tenant)
                .then()
                .statusCode(200)
                .body("total_records", greaterThan(0))
                .body("findings", nullValue());
    }

    @Test
    void aRowWithParentsOfTwoTenantsIsNeithersToDelete() {
        UUID other = UUID.randomUUID();
        fill(tenant, 5);
        fill(other, 5);
        TestDatabase.execute("insert into lab.notes values (gen_random_uuid(), lab.id('" + other
                + "', 'recipe', 1), lab.id('" + tenant + "', 'product', 1), 'Shared')");

        gate("lab")
                .body("", hasSize(1))
                .body("[0].code", is("rows-of-others"))
                .body("[0].detail", containsString("1 row of lab.notes, of " + other));
        await().until(() -> purgeOf("lab").extract().statusCode() != 202);
        purgeOf("lab").statusCode(409).body("type", endsWith("purge-guard"));

        assertThat(TestDatabase.query("select text from lab.notes where text = 'Shared'"))
                .hasSize(1);
        TestDatabase.execute("delete from lab.notes where text = 'Shared'");
        gate("lab").body("", hasSize(0));
        purge();
    }

    @Test
    void showsThePlanWithItsFindingsToServicesAndPlatformAdminsOnly() {
        plan("lab")
                .body("service", is("laboratory"))
                .body("version", matchesPattern("[0-9a-f]{16}"))
                .body("steps.position", is(List.of(1, 2, 3, 4, 5, 6, 7)))
                .body("steps[0].action", is("nullify_reference"))
                .body("steps.findAll { it.action == 'delete' }.table", hasItem("lab.recipes"))
                .body("steps.find { it.table == 'lab.versions' }.path", is("[recipe_id] -> recipes.tenant_id"))
                .body("shared.table", is(List.of("lab.cities")))
                .body("findings", hasSize(0));
        during(
                UNMARKED,
                "drop table lab.loyalty_cards",
                () -> plan("lab").body("steps", hasSize(7)).body("findings.code", is(List.of("unmarked-table"))));
        String path = "/api/v1/lab/deletion-plan";
        given().auth().oauth2(Tokens.service()).get(path).then().statusCode(200);
        given().auth()
                .oauth2(Tokens.service())
                .get(path + "?subject=user")
                .then()
                .statusCode(200)
                .body("steps.action", hasItem("anonymize"));
        given().auth()
                .oauth2(Tokens.service())
                .get(path + "?subject=cat")
                .then()
                .statusCode(400);
        given().auth().oauth2(Tokens.user(UUID.randomUUID())).get(path).then().statusCode(403);
        given().get(path).then().statusCode(401);
    }

    @Test
    void deletesFromTablesThatOnlyConfigurationKnows() {
        plan("annex")
                .body("steps.table", is(List.of("annex.parts", "annex.things")))
                .body("shared[0].table", is("annex.colours"))
                .body("shared[0].reason", is("The same for everybody"));
    }

    @Test
    void letsATriggerPassThatConfigurationNamesWithItsReason() {
        TestDatabase.execute("create or replace function annex.hook() returns trigger language plpgsql as"
                + " 'begin return old; end'");
        String trigger = "create trigger %s before delete on annex.things for each row execute function annex.hook()";
        during(
                trigger.formatted("harmless"),
                "drop trigger harmless on annex.things",
                () -> plan("annex").body("findings", hasSize(0)));
        during(
                trigger.formatted("unknown"),
                "drop trigger unknown on annex.things",
                () -> plan("annex")
                        .body("findings[0].code", is("trigger"))
                        .body(
                                "findings[0].remedy",
                                containsString("deletion.allowed-triggers.\"annex.things.unknown\".reason")));
    }
}
