package io.tenantdeletion.tenant.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A user leaves every tenant that has an owner without them. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class DeparturesIT {

    FakeOrchestrator orchestrator;

    private final UUID user = UUID.randomUUID();
    private final UUID somebody = UUID.randomUUID();

    @Test
    void leavesWhereTheUserIsNotNeeded() {
        UUID asMember = TenantRows.tenant("Member", somebody);
        UUID asAdmin = TenantRows.tenant("Admin", somebody);
        UUID asCoOwner = TenantRows.tenant("Co-owner", somebody);
        List<String> before = TenantRows.of(asMember, asAdmin, asCoOwner);
        TenantRows.member(asMember, user, "member");
        TenantRows.member(asAdmin, user, "admin");
        TenantRows.member(asCoOwner, user, "owner");

        leave().statusCode(200)
                .body("user_id", equalTo(user.toString()))
                .body("deleted_counts", equalTo(Map.of("tenant_members", 3)))
                .body("success", equalTo(true))
                .body("errors", hasSize(0))
                .body("errors_omitted", nullValue())
                .body("timestamp", endsWith("Z"));

        assertThat(TenantRows.of(asMember, asAdmin, asCoOwner)).isEqualTo(before);
        assertThat(AuditRows.about(orchestrator, user, 1).get(0))
                .containsEntry("action", "memberships.deleted")
                .containsEntry("detail", Map.of("tenant_members", 3));
    }

    @Test
    void staysWhereTheTenantWouldHaveNoOwner() {
        UUID owned = TenantRows.tenant("Owned", user);
        TenantRows.member(owned, somebody, "owner");
        UUID gone = UUID.randomUUID();
        UUID orphan = TenantRows.tenant("Orphan", gone);
        TestDatabase.execute("delete from tenant.tenant_members where user_id = '" + gone + "'");
        TenantRows.member(orphan, user, "owner");
        UUID left = TenantRows.tenant("Left", somebody);
        TenantRows.member(left, user, "admin");
        List<String> before = TenantRows.of(owned, orphan);

        leave().statusCode(200)
                .body("success", equalTo(false))
                .body("deleted_counts.tenant_members", equalTo(1))
                .body(
                        "errors.tenant_id",
                        equalTo(Stream.of(owned, orphan)
                                .map(UUID::toString)
                                .sorted()
                                .toList()))
                .body("errors.error", everyItem(containsString("no owner")));

        assertThat(TenantRows.of(owned, orphan)).isEqualTo(before);
    }

    @Test
    void hasNothingToDoTheSecondTime() {
        TenantRows.member(TenantRows.tenant("Bakery", somebody), user, "member");

        leave().statusCode(200).body("deleted_counts.tenant_members", equalTo(1));
        leave().statusCode(200)
                .body("deleted_counts.tenant_members", equalTo(0))
                .body("success", equalTo(true));
    }

    @Test
    void takesNobodyOutByATenantsId() {
        UUID tenant = TenantRows.tenant("Bakery", somebody);
        List<String> before = TenantRows.of(tenant);

        Api.asService()
                .delete("user/" + tenant + "/memberships")
                .statusCode(200)
                .body("deleted_counts.tenant_members", equalTo(0));
        Api.asService().delete("user/me/memberships").statusCode(400);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    private ValidatableResponse leave() {
        return Api.asService().delete("user/" + user + "/memberships");
    }
}
