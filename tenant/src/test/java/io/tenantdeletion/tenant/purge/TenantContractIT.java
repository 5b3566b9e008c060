package io.tenantdeletion.tenant.purge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The tenant service keeps the contract of every service; its tenants are rows themselves, and its outbox remembers.
 */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantContractIT extends AbstractDeletionContractTest {

    private static final int OTHERS = 1_000;

    @Override
    protected String pathName() {
        return "tenant";
    }

    @Override
    protected void seedOthers() {
        if (TestDatabase.query("select id from tenant.tenants").size() < OTHERS) {
            insert("select gen_random_uuid() from generate_series(1, %d)".formatted(OTHERS));
            TestDatabase.execute("analyze");
        }
    }

    /** There are enough. */
    @Override
    protected void seedMany() {}

    @Override
    protected void removeMany() {}

    @Override
    protected Map<String, Long> seed(UUID newTenant) {
        insert("select '%s'::uuid".formatted(newTenant));
        return Map.of(
                "tenants", 1L,
                "tenant_members", 3L,
                "subscriptions", 1L,
                "tenant_settings", 2L,
                "audit_logs", 5L);
    }

    @Override
    protected Map<String, List<String>> rows() {
        Map<String, List<String>> rows = super.rows();
        rows.keySet().removeIf(table -> table.equals("outbox") || table.startsWith("delivery"));
        rows.remove("audit_outbox");
        return rows;
    }

    @Test
    void everyColumnThatNamesUsersIsAnswered() {
        given().auth()
                .oauth2(Tokens.service())
                .get("/api/v1/tenant/deletion-plan")
                .then()
                .statusCode(200)
                .body("findings.code", not(hasItem("unmarked-column")));
    }

    private static void insert(String ids) {
        TestDatabase.execute("""
                create temporary table new_tenant on commit drop as select t.id from (%s) as t (id);
                insert into tenant.tenants (id, name, owner_id) select id, 'Bakery', gen_random_uuid() from new_tenant;
                insert into tenant.tenant_members (tenant_id, user_id, role)
                  select id, gen_random_uuid(), 'member' from new_tenant, generate_series(1, 3);
                insert into tenant.subscriptions (tenant_id, plan) select id, 'basic' from new_tenant;
                insert into tenant.tenant_settings (tenant_id, name, value)
                  select id, 'setting ' || n, 'on' from new_tenant, generate_series(1, 2) as n;
                insert into tenant.audit_logs (tenant_id, action)
                  select id, 'login' from new_tenant, generate_series(1, 5)
                """.formatted(ids));
    }
}
