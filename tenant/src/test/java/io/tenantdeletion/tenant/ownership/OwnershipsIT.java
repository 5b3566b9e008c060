package io.tenantdeletion.tenant.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which tenants cannot be without a user, and who would be next. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class OwnershipsIT {

    private final UUID user = UUID.randomUUID();

    @Test
    void namesTheMostSeniorOtherOwnerOrAdmin() {
        UUID shared = TenantRows.tenant("Shared", user);
        TenantRows.member(shared, UUID.randomUUID(), "member");
        UUID next = TenantRows.member(shared, UUID.randomUUID(), "admin");
        TenantRows.member(shared, UUID.randomUUID(), "admin");
        UUID coOwned = TenantRows.tenant("Co-owned", user);
        TenantRows.member(coOwned, UUID.randomUUID(), "admin");
        UUID coOwner = TenantRows.member(coOwned, UUID.randomUUID(), "owner");

        assertThat(ownership(shared)).containsEntry("new_owner_id", next.toString());
        assertThat(ownership(coOwned))
                .containsEntry("tenant_name", "Co-owned")
                .containsEntry("status", "active")
                .containsEntry("new_owner_id", coOwner.toString());
    }

    @Test
    void listsCandidatesBySeniorityFiftyAtMostAndMoreOfOneTenant() {
        UUID tenant = TenantRows.tenant("Shared", user);
        TenantRows.member(tenant, UUID.randomUUID(), "member");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 55; i++) {
            expected.add(TenantRows.member(tenant, UUID.randomUUID(), "admin").toString());
        }
        expected.add(0, TenantRows.member(tenant, UUID.randomUUID(), "owner").toString());

        assertThat(ownership(tenant))
                .containsEntry("candidates", expected.subList(0, 50))
                .containsEntry("new_owner_id", expected.get(0));
        Api.as(user).get("user/" + user + "/ownerships?limit=1").body("[0].candidates", equalTo(expected));
    }

    @Test
    void namesNobodyWhereTheTenantHasOnlyMembers() {
        UUID alone = TenantRows.tenant("Alone", user);
        TenantRows.member(alone, UUID.randomUUID(), "member");
        TenantRows.suspend(alone, UUID.randomUUID());

        assertThat(ownership(alone))
                .containsEntry("new_owner_id", null)
                .containsEntry("candidates", List.of())
                .containsEntry("status", "inactive");
    }

    @Test
    void includesTenantsInWhichNobodyElseIsAnOwner() {
        UUID somebodyGone = UUID.randomUUID();
        UUID orphan = TenantRows.tenant("Orphan", somebodyGone);
        TenantRows.member(orphan, user, "owner");
        UUID others = TenantRows.tenant("Others", UUID.randomUUID());
        TenantRows.member(others, user, "owner");
        TestDatabase.execute("delete from tenant.tenant_members where user_id = '" + somebodyGone + "'");

        assertThat(list()).extracting(entry -> entry.get("tenant_id")).containsExactly(orphan.toString());
    }

    @Test
    void doesNotIncludeMereMemberships() {
        TenantRows.member(TenantRows.tenant("Elsewhere", UUID.randomUUID()), user, "admin");

        assertThat(list()).isEmpty();
    }

    @Test
    void comesInPartsThatTogetherAreTheWhole() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(TenantRows.tenant("Bakery " + i, user).toString());
        }
        all.sort(null);

        String next = Api.asService()
                .get("user/" + user + "/ownerships?limit=4")
                .body("tenant_id", equalTo(all.subList(0, 4)))
                .extract()
                .header("Link");
        assertThat(next)
                .isEqualTo("</api/v1/tenants/user/%s/ownerships?after=%s&limit=4>; rel=\"next\""
                        .formatted(user, all.get(3)));
        Api.asService()
                .get("user/" + user + "/ownerships?limit=4&after=" + all.get(3))
                .body("tenant_id", equalTo(all.subList(4, 7)));
    }

    @Test
    void knowsNothingOfATenantsId() {
        UUID tenant = TenantRows.tenant("Bakery", user);

        Api.asService().get("user/" + tenant + "/ownerships").statusCode(200).body("$", hasSize(0));
    }

    private Map<String, Object> ownership(UUID tenant) {
        return list().stream()
                .filter(entry -> entry.get("tenant_id").equals(tenant.toString()))
                .findFirst()
                .orElseThrow();
    }

    private List<Map<String, Object>> list() {
        return Api.as(user)
                .get("user/" + user + "/ownerships")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("$");
    }
}
