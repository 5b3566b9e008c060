package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mistakes that a change of a schema is made with most. Each is refused before anything is deleted, and told with
 * table and mend by the refusal, the plan (which the contract test reads) and the health of deletions.
 */
@QuarkusTest
@QuarkusTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
class LabMistakesIT extends LabTest {

    private static final String INGREDIENTS_KEY = "alter table lab.ingredients"
            + " drop constraint ingredients_version_id_fkey, add constraint ingredients_version_id_fkey"
            + " foreign key (version_id) references lab.versions";

    static Stream<Arguments> mistakes() {
        return Stream.concat(mistakesWithTables(), mistakesWithKeys());
    }

    private static Stream<Arguments> mistakesWithTables() {
        return Stream.of(
                arguments(
                        "mark forgotten, or migration without entity",
                        "create table lab.loyalty_cards (id uuid primary key, tenant_id uuid not null)",
                        "drop table lab.loyalty_cards",
                        "unmarked-table",
                        "lab.loyalty_cards",
                        "mark its entity @TenantData"),
                arguments(
                        "the same of a table without tenant column",
                        "create table lab.gift_notes (id uuid primary key, recipe_id uuid references lab.recipes)",
                        "drop table lab.gift_notes",
                        "unmarked-table",
                        "lab.gift_notes",
                        "mark its entity @TenantData"),
                arguments(
                        "entity without migration",
                        "alter table lab.notes rename to notes_of_before",
                        "alter table lab.notes_of_before rename to notes",
                        "missing-table",
                        "lab.notes",
                        "create it, or take the mark away"));
    }

    private static Stream<Arguments> mistakesWithKeys() {
        return Stream.of(
                arguments(
                        "index missing",
                        "drop index lab.ingredients_version_id_idx",
                        "create index ingredients_version_id_idx on lab.ingredients (version_id)",
                        "missing-index",
                        "lab.ingredients",
                        "create index on lab.ingredients (version_id)"),
                arguments(
                        "cascade",
                        INGREDIENTS_KEY + " on delete cascade",
                        INGREDIENTS_KEY,
                        "on-delete-action",
                        "lab.ingredients",
                        "make it no action"),
                arguments(
                        "trigger",
                        "create function public.keep_it() returns trigger language plpgsql as 'begin return null; end';"
                                + " create trigger keep_it before delete on lab.notes for each row"
                                + " execute function public.keep_it()",
                        "drop function public.keep_it() cascade",
                        "trigger",
                        "lab.notes",
                        "deletion.allowed-triggers.\"lab.notes.keep_it\".reason"),
                arguments(
                        "foreign schema",
                        "create schema elsewhere; create table elsewhere.copies (id uuid primary key,"
                                + " recipe_id uuid references lab.recipes)",
                        "drop schema elsewhere cascade",
                        "foreign-key-from-outside",
                        "elsewhere.copies",
                        "drop the foreign key, or let the table's schema be one of the service's"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isToldWithTableAndMend(String mistake, String ddl, String undo, String code, String table, String mend) {
        fill(tenant, 3);
        Map<String, List<String>> before = TestDatabase.rows("lab");
        TestDatabase.execute(ddl);
        try {
            finding(purgeAnswer().statusCode(409), code, table, mend);
            finding(plan(), code, table, mend);
            String health = given().get("/q/health/group/deletion")
                    .then()
                    .statusCode(503)
                    .extract()
                    .path("checks[0].data.lab");
            assertThat(health.toLowerCase()).contains(code + ": ", table, mend.toLowerCase());
        } finally {
            TestDatabase.execute(undo);
        }

        assertThat(TestDatabase.rows("lab")).isEqualTo(before);
        plan().body("findings", hasSize(0));
    }

    private ValidatableResponse purgeAnswer() {
        return given().auth().oauth2(Tokens.service()).delete(DATA, tenant).then();
    }

    private static ValidatableResponse plan() {
        return given().auth()
                .oauth2(Tokens.service())
                .get("/api/v1/lab/deletion-plan")
                .then()
                .statusCode(200);
    }

    private static void finding(ValidatableResponse answer, String code, String table, String mend) {
        String found = "findings.find { it.code == '" + code + "' && it.table == '" + table + "' }";
        answer.body(found + ".severity", is("error"))
                .body(found + ".detail", containsString(table))
                .body(found + ".remedy.toLowerCase()", containsString(mend.toLowerCase()));
    }
}
