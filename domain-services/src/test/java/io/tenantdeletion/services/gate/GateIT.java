package io.tenantdeletion.services.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import io.tenantdeletion.services.training.StoreAndLiveCatalog;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What once ended as "completed" with rows left, or with rows of others gone, is found before anything is deleted. */
@QuarkusTest
@WithTestResource(StoreAndLiveCatalog.class)
@WithTestResource(PlatformTestResource.class)
class GateIT {

    private static final String DATA = "/api/v1/{service}/tenant/{tenant}";

    private final UUID tenant = UUID.randomUUID();
    private final UUID neighbour = UUID.randomUUID();

    @BeforeEach
    void seed() {
        for (String schema : List.of("notifications", "external", "sales", "alerts", "pos")) {
            TenantSeeder seeder = new TenantSeeder(TestDatabase::connect, List.of(schema), List.of());
            if (TestDatabase.isEmpty(schema)) {
                seeder.seedShared(20);
            }
            seeder.seedTenant(neighbour, 60);
            seeder.seedTenant(tenant, 60);
        }
    }

    /** The purge is refused, the preview and the plan say why, nothing is gone; and others delete as ever. */
    private void refuses(String service, String code, String table, String... words) {
        Map<String, List<String>> before = TestDatabase.rows(service);
        purge(service)
                .statusCode(409)
                .body("type", is("urn:tenant-deletion:problem:deletion-refused"))
                .body("findings.code", hasItem(code));
        preview(service)
                .body("findings.findAll { it.code == '" + code + "' }", hasSize(1))
                .body("findings.find { it.code == '" + code + "' }.table", is(table))
                .body("findings.find { it.code == '" + code + "' }.toString()", stringContainsInOrder(words));
        assertThat(TestDatabase.rows(service)).isEqualTo(before);
        given().get("/q/health/ready").then().statusCode(200);
        given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, "orders", tenant)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse purge(String service) {
        return given().auth()
                .oauth2(Tokens.service())
                .delete(DATA, service, tenant)
                .then();
    }

    private ValidatableResponse preview(String service) {
        return given().auth()
                .oauth2(Tokens.service())
                .get(DATA + "/deletion-preview", service, tenant)
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
    void aTriggerThatCancelsDeletes() {
        during(
                "create function public.keep_it() returns trigger language plpgsql as $$ begin return null; end $$;"
                        + " create trigger keep_it before delete on notifications.notification_preferences"
                        + " for each row execute function public.keep_it()",
                "drop function public.keep_it() cascade",
                () -> refuses(
                        "notifications",
                        "trigger",
                        "notifications.notification_preferences",
                        "public.keep_it",
                        "deletion.allowed-triggers.\"notifications.notification_preferences.keep_it\".reason"));
    }

    @Test
    void aTriggerThatAlsoDeletesOthersRows() {
        during(
                "create function public.too_much() returns trigger language plpgsql as $$ begin"
                        + " delete from sales.sales_reports where id in (select id from sales.sales_reports"
                        + " where tenant_id <> old.tenant_id limit 1); return old; end $$;"
                        + " create trigger too_much before delete on alerts.audit_logs"
                        + " for each row execute function public.too_much()",
                "drop function public.too_much() cascade",
                () -> refuses("alerts", "trigger", "alerts.audit_logs", "too_much"));
    }

    @Test
    void aPolicyThatHidesRows() {
        during(
                "alter table sales.predictions enable row level security;"
                        + " alter table sales.predictions force row level security;"
                        + " create policy only_mine on sales.predictions"
                        + " using (tenant_id::text = current_setting('app.tenant', true))",
                "drop policy only_mine on sales.predictions;"
                        + " alter table sales.predictions no force row level security;"
                        + " alter table sales.predictions disable row level security",
                () -> {
                    refuses("sales", "row-level-security", "sales.predictions", "ALTER ROLE purge BYPASSRLS");
                    preview("sales").body("preview.keySet()", not(hasItem("predictions")));
                });
    }

    @Test
    void aSharedTablesCompositeSetNullOntoAColumnThatMustNotBeNull() {
        during(
                "alter table external.api_key_usage add constraint u_comp unique (id, tenant_id);"
                        + " alter table external.city_traffic_data add column u_id uuid, add column u_t uuid not null"
                        + " default '00000000-0000-0000-0000-000000000000';"
                        + " create index ct_u on external.city_traffic_data (u_id, u_t);"
                        + " alter table external.city_traffic_data add constraint ct_fk foreign key (u_id, u_t)"
                        + " references external.api_key_usage (id, tenant_id) on delete set null",
                "alter table external.city_traffic_data drop column u_id, drop column u_t;"
                        + " alter table external.api_key_usage drop constraint u_comp",
                () -> refuses("external", "set-null-not-null", "external.city_traffic_data", "ct_fk", "[u_t]"));
    }

    @Test
    void aNeighboursRowThatRefersToTheTenants() {
        TestDatabase.execute("update pos.pos_sessions set configuration_id = (select id from pos.pos_configurations"
                + " where tenant_id = '" + tenant + "' limit 1) where id = (select id from pos.pos_sessions"
                + " where tenant_id = '" + neighbour + "' limit 1)");

        String remedy = preview("pos")
                .body("findings", hasSize(1))
                .body("findings[0].code", is("rows-of-others"))
                .body("findings[0].table", is("pos.pos_sessions"))
                .body("findings[0].detail", containsString("1 row of pos.pos_sessions, of " + neighbour))
                .extract()
                .path("findings[0].remedy");

        String query = remedy.substring(remedy.indexOf("select"), remedy.lastIndexOf(';'));
        assertThat(TestDatabase.query("select q.tenant_id from (" + query + ") q"))
                .containsExactly(neighbour.toString());
        TestDatabase.execute("update pos.pos_sessions set configuration_id = (select id from pos.pos_configurations"
                + " where tenant_id = '" + neighbour + "' limit 1) where tenant_id = '" + neighbour + "'");
        preview("pos").body("findings", hasSize(0));
    }
}
