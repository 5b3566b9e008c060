package io.tenantdeletion.tenant.membership;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose account was deleted belongs to nothing any more, and never again. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class ErasedUsersIT {

    private final UUID user = UUID.randomUUID();
    private final UUID owner = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private UUID tenant;

    @BeforeEach
    void tenant() {
        tenant = TenantRows.tenant("Bakery", owner);
        TenantRows.member(tenant, user, "admin");
    }

    @Test
    void neverBecomeMembersOrOwnersAgain() {
        erase().statusCode(200).body("success", equalTo(true)).body("deleted_counts.tenant_members", equalTo(1));

        assertThat(TestDatabase.query("select job_id from tenant.erased_users where user_id = '" + user + "'"))
                .containsExactly(job.toString());
        List<String> before = TenantRows.of(tenant);
        for (String role : List.of("member", "admin", "owner")) {
            isProblem(Api.asService().putMember(tenant, user, role), 409, "user-erased");
            isProblem(Api.as(owner).putMember(tenant, user, role), 409, "user-erased");
        }
        isProblem(Api.asService().transfer(tenant, user), 409, "user-erased");
        isProblem(Api.as(owner).transfer(tenant, user), 409, "user-erased");
        isProblem(Api.as(UUID.randomUUID()).transfer(tenant, user), 403, "forbidden");
        isProblem(Api.asService().transfer(tenant, UUID.randomUUID()), 409, "new-owner-not-admin");
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void areRefusedByTheDatabaseWhoeverWrites() {
        erase().statusCode(200);

        for (String write : List.of(
                "insert into tenant.tenants (name, owner_id) values ('Bakery', '%1$s')",
                "insert into tenant.tenant_members (tenant_id, user_id, role) values ('%2$s', '%1$s', 'member')",
                "update tenant.tenants set owner_id = '%1$s' where id = '%2$s'",
                "update tenant.tenant_members set user_id = '%1$s' where tenant_id = '%2$s'")) {
            assertThatThrownBy(() -> TestDatabase.execute(write.formatted(user, tenant)))
                    .as(write)
                    .hasStackTraceContaining("the user was erased");
        }
    }

    @Test
    void areThoseOfADeletionOnly() {
        Api.asService().delete("user/" + user + "/memberships").body("success", equalTo(true));

        Api.as(owner).putMember(tenant, user, "member").statusCode(200);
        assertThat(erased()).isFalse();
    }

    @Test
    void areErasedOnceHoweverOftenTheyAre() {
        erase().body("success", equalTo(true));
        Api.asService()
                .erase(user, UUID.randomUUID())
                .body("success", equalTo(true))
                .body("deleted_counts.tenant_members", equalTo(0));

        assertThat(TestDatabase.query("select job_id from tenant.erased_users where user_id = '" + user + "'"))
                .containsExactly(job.toString());
        isProblem(
                Api.asService()
                        .request()
                        .header("Deletion-Job-Id", "42")
                        .when()
                        .delete(Api.TENANTS + "user/" + user + "/memberships")
                        .then(),
                400,
                "invalid-identifier");
    }

    @Test
    void areNotErasedWhileATenantNeedsThem() {
        UUID owned = TenantRows.tenant("Owned", user);
        JsonPath answer = erase().body("success", equalTo(false)).extract().jsonPath();
        assertThat(answer.getList("errors.tenant_id")).containsExactly(owned.toString());
        assertThat(erased()).isFalse();

        TestDatabase.execute("delete from tenant.tenant_members where user_id = '" + user + "'");
        answer = erase().body("success", equalTo(false)).extract().jsonPath();
        assertThat(answer.getList("errors.tenant_id")).containsExactly(owned.toString());
        assertThat(erased()).isFalse();

        TestDatabase.execute("update tenant.tenants set owner_id = '" + owner + "' where id = '" + owned + "'");
        erase().body("success", equalTo(true));
        assertThat(erased()).isTrue();
    }

    @Test
    void areNamedByNoLineOfASurvivingTenant() {
        UUID left = TenantRows.tenant("Left long ago", owner);
        UUID colleague = UUID.randomUUID();
        TestDatabase.execute("""
                insert into tenant.audit_logs (tenant_id, user_id, action, detail)
                select '%1$s', '%3$s', 'settings.changed', 'change ' || i from generate_series(1, 2500) i;
                insert into tenant.audit_logs (tenant_id, user_id, action, detail) values
                  ('%1$s', '%4$s', 'member.added', '{"user_id": "%3$s", "role": "admin"}'),
                  ('%1$s', null, 'members.swapped', upper('%3$s') || ' for %4$s'),
                  ('%2$s', '%4$s', 'member.added', '{"user_id": "%5$s"}'),
                  ('%2$s', '%4$s', 'settings.changed', 'self-service - on - off - and - so - on')
                """.formatted(left, tenant, user, colleague, owner));
        String others = "select l::text from tenant.audit_logs l where tenant_id = '" + tenant + "' order by 1";
        List<String> before = TestDatabase.query(others);

        erase().body("success", equalTo(true));

        assertThat(TestDatabase.query("select id from tenant.audit_logs l where l::text ilike '%" + user + "%'"))
                .isEmpty();
        assertThat(TestDatabase.query(
                        "select detail from tenant.audit_logs where tenant_id = '" + left + "' and detail ~ 'erased'"))
                .containsExactlyInAnyOrder("{\"user_id\": \"erased\", \"role\": \"admin\"}", "erased for " + colleague);
        assertThat(TestDatabase.query("select id from tenant.audit_logs where tenant_id = '" + left
                        + "' and action = 'settings.changed' and user_id is null"))
                .hasSize(2_500);
        assertThat(TestDatabase.query(others)).isEqualTo(before);
    }

    private ValidatableResponse erase() {
        return Api.asService().erase(user, job).statusCode(200);
    }

    private boolean erased() {
        return !TestDatabase.query("select 1 from tenant.erased_users where user_id = '" + user + "'")
                .isEmpty();
    }
}
