package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.QueryPlan;
import io.tenantdeletion.commons.test.StatementLog;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows that refer to each other across users, in every shape. */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabUserDeletionIT extends LabTest {

    static final String USER_DATA = "/api/v1/experiments/user/{user}";

    private final UUID user = UUID.randomUUID();
    private final UUID colleague = UUID.randomUUID();

    @Test
    @Tag("long")
    void deletesEveryShapeInPartsOverManyCalls() {
        fill(tenant, 1000);
        all("recipes", user);
        all("products", user);
        // Of the notes, those without a recipe are nobody's, and hold the products that they refer to.
        Map<String, Integer> previewed = preview();

        assertThat(purgeUser()).isEqualTo(previewed);

        assertThat(calls).isGreaterThan(50);
        assertThat(previewed)
                .containsEntry("ingredients", 3000)
                .containsEntry("versions", 2000)
                .containsEntry("recipes", 1000)
                .containsEntry("notes", 500);
        assertThat(previewed.get("products")).isBetween(1, 999);
        assertThat(rowsOfTenant("products")).isEqualTo(1000 - previewed.get("products"));
        assertThat(query("select 1 from lab.products where user_id is not null"))
                .isEmpty();
        assertThat(query("select 1 from lab.notes where recipe_id is null and id in (select lab.id('" + tenant
                        + "', 'note', i) from generate_series(1, 1000) i)"))
                .hasSize(500);
        assertThat(purgeUser().values()).containsOnly(0);
        purge();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void aTreeOfSeveralUsersKeepsTheRowsThatOthersHangOn() {
        product("root", null, user);
        product("mine", "root", user);
        product("theirs", "mine", colleague);
        product("nobodys-parent", null, user);
        product("nobodys", "nobodys-parent", null);
        product("leaf", "theirs", user);
        String theirs = product("theirs");
        String nobodys = product("nobodys");

        assertThat(preview()).containsEntry("products", 2);
        assertThat(purgeUser()).containsEntry("products", 2);

        assertThat(product("root")).isNull();
        assertThat(product("leaf")).isNull();
        assertThat(
                        query(
                                "select coalesce(user_id, parent_id) from lab.products where name in ('mine', 'nobodys-parent')"))
                .containsExactly(null, null);
        assertThat(product("theirs")).isEqualTo(theirs);
        assertThat(product("nobodys")).isEqualTo(nobodys);
    }

    @Test
    void aCycleThatOthersReferIntoKeepsItsRow() {
        fill(tenant, 2);
        TestDatabase.execute("update lab.recipes set user_id = '" + user + "' where id = " + id("recipe", 1)
                + "; update lab.recipes set user_id = '" + colleague + "', current_version_id = " + id("version", 2)
                + " where id = " + id("recipe", 2));
        // Versions 2 and 4 hang on the user's recipe; the colleague's current one is version 2.
        assertThat(query("select id from lab.versions where recipe_id = " + id("recipe", 1)))
                .hasSize(2);
        String others = String.join("", query("select r::text from lab.recipes r where id = " + id("recipe", 2)));

        Map<String, Integer> previewed = preview();

        assertThat(purgeUser()).isEqualTo(previewed);
        assertThat(previewed).containsEntry("versions", 1).containsEntry("recipes", 0);
        assertThat(query("select id from lab.versions where id = " + id("version", 2)))
                .hasSize(1);
        assertThat(query("select coalesce(user_id, null) from lab.recipes where id = " + id("recipe", 1)))
                .containsExactly((String) null);
        assertThat(String.join("", query("select r::text from lab.recipes r where id = " + id("recipe", 2))))
                .isEqualTo(others);
    }

    @Test
    void linesThatSayWhoDidWhatStayWithoutTheUser() {
        fill(tenant, 700);
        TestDatabase.execute("update lab.audit_logs set actor_id = '" + user + "' where tenant_id = '" + tenant
                + "' and get_byte(uuid_send(id), 0) % 2 = 0");
        assertThat(TestDatabase.query("select id from lab.audit_logs where actor_id = '" + user + "'"))
                .as("more than fit a part")
                .hasSizeGreaterThan(200);
        Map<String, List<String>> anonymized = TestDatabase.rows("lab");
        anonymized.replaceAll((table, rows) -> rows.stream()
                .map(row -> row.replace(user.toString(), ""))
                .sorted()
                .toList());

        assertThat(preview()).doesNotContainKey("audit_logs");
        assertThat(purgeUser().values()).containsOnly(0);

        assertThat(calls).isGreaterThan(2);
        assertThat(TestDatabase.rows("lab")).isEqualTo(anonymized);
        purgeUser();
        assertThat(calls).isEqualTo(1);
        assertThat(TestDatabase.rows("lab")).isEqualTo(anonymized);
    }

    @Tag("long")
    @Test
    void everyStatementFollowsTheUsersOwnRows() {
        fill(UUID.randomUUID(), 5000);
        fill(tenant, 300);
        all("recipes", user);
        all("products", user);
        TestDatabase.execute("analyze");
        List<String> statements;
        List<String> settings;
        try (StatementLog log = new StatementLog()) {
            preview();
            purgeUser();
            statements = log.touching("lab");
            settings = log.settings();
        }

        assertThat(statements).hasSizeGreaterThan(12);
        statements.forEach(statement -> QueryPlan.assertFollowsTheRowsOf(user, statement, settings));
    }

    @Test
    void showsItsMetrics() {
        purgeUser();

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("user_deletion_duration_seconds_count{service=\"lab\"}"))
                .body(containsString("user_deletion_items_deleted_total{service=\"lab\"}"))
                .body(containsString("user_deletion_errors_total{service=\"lab\"}"));
    }

    private Map<String, Integer> preview() {
        Map<String, Integer> counts = given().auth()
                .oauth2(Tokens.service())
                .get(USER_DATA + "/deletion-preview", user)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .get("preview");
        return new TreeMap<>(counts);
    }

    private Map<String, Integer> purgeUser() {
        Map<String, Integer> counts = new TreeMap<>();
        boolean complete = false;
        for (calls = 0; !complete; calls++) {
            assertThat(calls).isLessThan(500);
            JsonPath answer = given().auth()
                    .oauth2(Tokens.service())
                    .delete(USER_DATA, user)
                    .then()
                    .statusCode(oneOf(200, 202))
                    .extract()
                    .jsonPath();
            answer.<Map<String, Integer>>get("summary.deleted_counts")
                    .forEach((table, rows) -> counts.merge(table, rows, Integer::sum));
            complete = !Boolean.FALSE.equals(answer.get("complete"));
        }
        return counts;
    }

    private void all(String table, UUID owner) {
        TestDatabase.execute(
                "update lab." + table + " set user_id = '" + owner + "' where tenant_id = '" + tenant + "'");
    }

    private int rowsOfTenant(String table) {
        return query("select 1 from lab." + table + " where tenant_id = '" + tenant + "'")
                .size();
    }

    private void product(String name, String parent, UUID owner) {
        TestDatabase.execute("insert into lab.products (id, tenant_id, name, parent_id, user_id) values"
                + " (gen_random_uuid(), '" + tenant + "', '" + name + "', (select id from lab.products where name = '"
                + parent + "'), " + (owner == null ? "null" : "'" + owner + "'") + ")");
    }

    private String product(String name) {
        return query("select p::text from lab.products p where name = '" + name + "'").stream()
                .findFirst()
                .orElse(null);
    }

    private String id(String kind, int number) {
        return "lab.id('" + tenant + "', '" + kind + "', " + number + ")";
    }

    private static List<String> query(String sql) {
        return TestDatabase.query(sql);
    }
}
