package io.tenantdeletion.tenant.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.SqlLog;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user in ten thousand tenants, and a tenant with ten thousand members: nothing is forgotten, and all by index. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
@Tag("long")
class TenThousandIT {

    private static final int MANY = 10_000;
    private static final Pattern NEXT = Pattern.compile("</api/v1/tenants/([^>]+)>; rel=\"next\"");

    private final Api service = Api.asService();
    private final UUID user = UUID.randomUUID();
    private final UUID somebody = UUID.randomUUID();

    @Test
    @Tag("long")
    void aUserOfTenThousandTenants() {
        tenants(MANY, "'" + somebody + "'", "'admin'");
        String memberships = "user/" + user + "/memberships";

        List<String> whole =
                service.get(memberships).statusCode(200).extract().jsonPath().getList("tenant_id");
        assertThat(whole).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(pages(memberships + "?limit=999", "tenant_id")).isEqualTo(whole);

        try (SqlLog log = new SqlLog()) {
            JsonPath answer =
                    service.delete(memberships).statusCode(200).extract().jsonPath();
            assertThat(answer.getInt("deleted_counts.tenant_members")).isEqualTo(MANY);
            assertThat(answer.getBoolean("success")).isTrue();
            assertThat(log.statements("delete from tenant.tenant_members")).hasSizeLessThan(30);
        }
        assertThat(rows("user_id", user)).isZero();
        assertThat(rows("user_id", somebody)).isEqualTo(MANY);
    }

    @Test
    @Tag("long")
    void anOwnerOfTenThousandTenants() {
        tenants(MANY, "'" + user + "'", "'owner'");
        String ownerships = "user/" + user + "/ownerships";

        assertThat(pages(ownerships, "tenant_id")).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(new HashSet<>(pages(ownerships + "?limit=1000", "new_owner_id")))
                .containsExactly(somebody.toString());

        JsonPath answer = service.delete("user/" + user + "/memberships")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getInt("deleted_counts.tenant_members")).isZero();
        assertThat(answer.getBoolean("success")).isFalse();
        assertThat(answer.getList("errors")).hasSize(100);
        assertThat(answer.getInt("errors_omitted")).isEqualTo(MANY - 100);
        assertThat(rows("user_id", user)).isEqualTo(MANY);
    }

    @Test
    @Tag("long")
    void aTenantOfTenThousandMembers() {
        UUID tenant = TenantRows.tenant("Large", user);
        TestDatabase.execute("""
                insert into tenant.tenant_members (tenant_id, user_id, role)
                select '%s', gen_random_uuid(), case when i <= 5000 then 'admin' else 'member' end
                  from generate_series(1, %d) i;
                analyze tenant.tenant_members
                """.formatted(tenant, MANY));

        assertThat(pages(tenant + "/members", "user_id")).hasSize(MANY + 1).doesNotHaveDuplicates();
        assertThat(service.get(tenant + "/admins")
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getList("user_id"))
                .hasSize(5_001)
                .doesNotHaveDuplicates();
        assertThat(pages("user/" + user + "/ownerships", "tenant_id")).containsExactly(tenant.toString());
        service.putMember(tenant, somebody, "member").statusCode(200);
        service.removeMember(tenant, somebody).statusCode(204);
    }

    @Test
    void everyStatementGoesByIndex() {
        tenants(MANY, "'" + somebody + "'", "'admin'");
        tenants(3_000, "'" + user + "'", "'owner'");
        UUID tenant = UUID.fromString(
                TestDatabase.query("select id from tenant.tenants where owner_id = '" + user + "' limit 1")
                        .get(0));
        UUID colleague = UUID.randomUUID();

        try (SqlLog log = new SqlLog()) {
            pages("user/" + user + "/memberships?limit=1000", "tenant_id");
            pages("user/" + user + "/ownerships?limit=1000", "tenant_id");
            service.get(tenant + "/members?limit=10&after=" + new UUID(0, 1)).statusCode(200);
            service.get(tenant + "/admins").statusCode(200);
            service.putMember(tenant, colleague, "admin").statusCode(200);
            service.transfer(tenant, colleague).statusCode(200);
            service.suspend(tenant, UUID.randomUUID(), 1).statusCode(200);
            service.delete("user/" + user + "/memberships").statusCode(200);

            List<String> statements = log.explainable();
            assertThat(statements).hasSizeGreaterThan(9);
            assertThat(statements)
                    .allSatisfy(statement -> assertThat(log.plan(statement, user, tenant))
                            .as(statement)
                            .contains("Index")
                            .doesNotContain("Seq Scan on tenants", "Seq Scan on tenant_members"));
        }
    }

    /** Tenants of an owner, each with the user in a role and with somebody else as admin or owner. */
    private void tenants(int number, String owner, String role) {
        TestDatabase.execute("""
                create temporary table made on commit drop as
                  select gen_random_uuid() as id from generate_series(1, %1$d);
                insert into tenant.tenants (id, name, owner_id) select id, 'Bakery', %2$s from made;
                insert into tenant.tenant_members (tenant_id, user_id, role) select id, '%3$s', %4$s from made;
                insert into tenant.tenant_members (tenant_id, user_id, role)
                  select id, '%5$s', case when %2$s = '%5$s' then 'owner' else 'admin' end from made;
                analyze tenant.tenants, tenant.tenant_members
                """.formatted(number, owner, user, role, somebody));
    }

    private List<String> pages(String path, String member) {
        List<String> all = new ArrayList<>();
        for (String next = path; next != null; ) {
            ExtractableResponse<Response> page =
                    service.get(next).statusCode(200).extract();
            all.addAll(page.jsonPath().getList(member, String.class));
            Matcher link = NEXT.matcher(String.valueOf(page.header("Link")));
            next = link.matches() ? link.group(1) : null;
        }
        return all;
    }

    private static int rows(String column, UUID value) {
        return Integer.parseInt(
                TestDatabase.query("select count(*) from tenant.tenant_members where " + column + " = '" + value + "'")
                        .get(0));
    }
}
