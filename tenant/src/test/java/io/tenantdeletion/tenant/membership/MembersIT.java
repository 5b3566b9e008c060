package io.tenantdeletion.tenant.membership;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.AuditRows;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members come, change and go, and there is always an owner. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class MembersIT {

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private final Api asOwner = Api.as(owner);
    private UUID tenant;
    private UUID other;
    private List<String> before;
    private List<String> others;

    @BeforeEach
    void twoTenantsOfOneOwner() {
        tenant = TenantRows.tenant("Bakery", owner);
        other = TenantRows.tenant("Bakery", owner);
        TenantRows.member(other, user, "admin");
        before = TenantRows.of(tenant);
        others = TenantRows.of(other);
    }

    @AfterEach
    void nothingHappensToOthers() {
        assertThat(TenantRows.of(other)).isEqualTo(others);
    }

    @Test
    void comeChangeAndGo() {
        asOwner.putMember(tenant, user, "member").statusCode(200).body("role", equalTo("member"));
        asOwner.putMember(tenant, user, "admin")
                .statusCode(200)
                .body("user_id", equalTo(user.toString()))
                .body("role", equalTo("admin"));
        asOwner.putMember(tenant, user, "admin").statusCode(200).body("role", equalTo("admin"));
        asOwner.get(tenant + "/admins").body("user_id", contains(owner.toString(), user.toString()));
        asOwner.removeMember(tenant, user).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        List<Map<String, Object>> events = AuditRows.about(orchestrator, tenant, 3);
        assertThat(events.stream().map(event -> event.get("action")))
                .containsExactly("member.added", "member.changed", "member.removed");
        assertThat(events.get(1))
                .containsEntry("actor", owner.toString())
                .containsEntry("source", "127.0.0.1")
                .containsEntry("outcome", "done")
                .containsEntry("detail", Map.of("user_id", user.toString(), "role", "admin", "role_before", "member"));
    }

    @Test
    void aServiceThatActsForSomebodyIsNamedInTheLineToo() {
        UUID person = UUID.randomUUID();
        TenantRows.member(tenant, user, "member");

        Api.asService()
                .request()
                .header("Deletion-On-Behalf-Of", person)
                .when()
                .delete(Api.TENANTS + tenant + "/members/" + user)
                .then()
                .statusCode(204);

        Map<String, Object> event = AuditRows.about(orchestrator, tenant, 1).get(0);
        assertThat(event).containsEntry("actor", person.toString());
        assertThat(event.get("detail"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .hasEntrySatisfying("via", via -> assertThat(via.toString()).startsWith("service:"));
    }

    @Test
    void mayLeaveByThemselves() {
        TenantRows.member(tenant, user, "member");

        Api.as(user).removeMember(tenant, user).statusCode(204);

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void cannotBeTheOwnerAndBecomeLess() {
        UUID coOwner = TenantRows.member(tenant, user, "owner");
        before = TenantRows.of(tenant);

        for (Api anybody : List.of(asOwner, Api.as(coOwner), Api.asService(), Api.with(Tokens.platformAdmin()))) {
            for (String less : List.of("admin", "member")) {
                isProblem(anybody.putMember(tenant, owner, less), 409, "last-owner")
                        .body("detail", containsString("Transfer"));
            }
            isProblem(anybody.removeMember(tenant, owner), 409, "last-owner");
        }

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        asOwner.removeMember(tenant, coOwner).statusCode(204);
    }

    @Test
    void areNotChangedWhileTheDeletionIsPending() {
        TenantRows.member(tenant, user, "member");
        TenantRows.suspend(tenant, UUID.randomUUID());
        before = TenantRows.of(tenant);

        for (Api person : List.of(asOwner, Api.with(Tokens.platformAdmin()))) {
            isProblem(person.putMember(tenant, UUID.randomUUID(), "member"), 409, "tenant-inactive");
            isProblem(person.putMember(tenant, user, "admin"), 409, "tenant-inactive");
            isProblem(person.removeMember(tenant, user), 409, "tenant-inactive");
        }
        isProblem(Api.as(user).removeMember(tenant, user), 409, "tenant-inactive");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        Api.asService().removeMember(tenant, user).statusCode(204);
    }

    @Test
    void areUnknownElsewhere() {
        isProblem(asOwner.removeMember(tenant, user), 404, "not-found")
                .body("detail", containsString("no such member"));
        isProblem(asOwner.removeMember(UUID.randomUUID(), owner), 404, "not-found");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void areNotFoundByIdsOfAnotherKind() {
        isProblem(asOwner.putMember(owner, user, "admin"), 404, "not-found");
        isProblem(asOwner.removeMember(user, owner), 404, "not-found");
        isProblem(Api.asService().removeMember(tenant, tenant), 404, "not-found");
        isProblem(asOwner.put(tenant + "/members/me", "{\"role\": \"member\"}"), 400, "invalid-identifier");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "{\"role\": null}", "{\"role\": \"boss\"}", "{\"role\": 7}"})
    void refuseAMalformedBody(String body) {
        isProblem(asOwner.put(tenant + "/members/" + user, body), 400, "invalid-request");

        assertThat(TenantRows.of(tenant)).isEqualTo(before);
    }

    @Test
    void areListedPageByPage() {
        List<String> all = Stream.concat(
                        Stream.of(owner),
                        Stream.generate(UUID::randomUUID)
                                .limit(4)
                                .map(member -> TenantRows.member(tenant, member, "member")))
                .map(UUID::toString)
                .sorted()
                .toList();

        asOwner.get(tenant + "/members?limit=3")
                .statusCode(200)
                .header(
                        "Link",
                        "</api/v1/tenants/%s/members?after=%s&limit=3>; rel=\"next\"".formatted(tenant, all.get(2)))
                .body("user_id", equalTo(all.subList(0, 3)));
        asOwner.get(tenant + "/members?limit=3&after=" + all.get(2))
                .statusCode(200)
                .header("Link", nullValue())
                .body("user_id", equalTo(all.subList(3, 5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=ten", "limit=99999999999", "after=42"})
    void refuseAMalformedPage(String query) {
        for (String list :
                List.of(tenant + "/members", "user/" + owner + "/memberships", "user/" + owner + "/ownerships")) {
            asOwner.get(list + "?" + query).statusCode(400).contentType("application/problem+json");
        }
    }
}
