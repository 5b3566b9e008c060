package io.tenantdeletion.orchestrator.userdeletion;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.FakeUsers;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a user's deletion would do. */
@QuarkusTest
class UserPreviewIT extends OrchestratorTest {

    private final UUID user = platform.user();
    private final FakeTenant sole = platform.tenant();
    private final FakeTenant shared = platform.tenant();

    @Test
    void namesTenantsRowsAndMemberships() {
        platform.users().owns(user, sole.id());
        platform.users().owns(user, shared.id(), shared.admin());
        platform.users().joins(user, UUID.randomUUID());

        preview()
                .body("user_id", equalTo(user.toString()))
                .body("tenants_to_delete", hasSize(1))
                .body("tenants_to_delete[0].tenant_id", equalTo(sole.id().toString()))
                .body("tenants_to_delete[0].tenant_name", equalTo(sole.name()))
                .body("tenants_to_transfer", hasSize(1))
                .body("tenants_to_transfer[0].tenant_id", equalTo(shared.id().toString()))
                .body(
                        "tenants_to_transfer[0].new_owner_id",
                        equalTo(shared.admin().toString()))
                .body("total_tenants_to_delete", equalTo(1))
                .body("total_tenants_to_transfer", equalTo(1))
                .body("memberships", equalTo(3))
                .body("services.training.preview.things", equalTo(3))
                .body("services.training.total_records", equalTo(3))
                .body("services.keySet()", hasSize(12))
                .body("total_records", equalTo(36))
                .body("warning", startsWith("Tenants, records and the account"))
                .body("unavailable", hasSize(0))
                .body("$", not(hasKey("truncated")));
    }

    @Tag("long")
    @Test
    void looksFurtherWhereNoneOfTheFirstFiftyCandidatesCanOwnIt() {
        UUID next = platform.user();
        List<String> gone =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(50).toList();
        List<String> all = new ArrayList<>(gone);
        all.add(next.toString());
        platform.users().on("GET", "ownerships", user, ownership(gone), ownership(all));

        preview()
                .body("tenants_to_delete", hasSize(0))
                .body("tenants_to_transfer", hasSize(1))
                .body("tenants_to_transfer[0].new_owner_id", equalTo(next.toString()));
    }

    private Reply ownership(List<String> candidates) {
        JsonObject tenant = new JsonObject(FakeUsers.ownership(shared.id().toString(), candidates.get(0)))
                .put("candidates", new JsonArray(candidates));
        return Reply.body(new JsonArray().add(tenant).encode());
    }

    @Test
    @Tag("long")
    void readsAllPagesAndListsTheFirstThousand() {
        Stream.generate(UUID::randomUUID)
                .limit(2300)
                .forEach(id -> platform.users().owns(user, id, shared.admin()));
        Stream.generate(UUID::randomUUID)
                .limit(1)
                .forEach(id -> platform.users().owns(user, id));
        Stream.generate(UUID::randomUUID)
                .limit(7699)
                .forEach(id -> platform.users().joins(user, id));

        preview()
                .body("tenants_to_transfer", hasSize(1000))
                .body("tenants_to_delete", hasSize(1))
                .body("total_tenants_to_transfer", equalTo(2300))
                .body("total_tenants_to_delete", equalTo(1))
                .body("memberships", equalTo(10_000))
                .body("truncated", equalTo(true));
    }

    @Test
    void aTenantServiceThatCannotBeAskedIsNamedAndNeverZero() {
        platform.users().owns(user, sole.id());
        platform.users().on("GET", "ownerships", user, Reply.status(400));
        platform.users().on("GET", "memberships", user, Reply.status(400));

        preview()
                .body("total_tenants_to_delete", nullValue())
                .body("total_tenants_to_transfer", nullValue())
                .body("memberships", nullValue())
                .body("total_records", equalTo(36))
                .body("unavailable", hasSize(1))
                .body("unavailable[0].service", equalTo("tenant"))
                .body("unavailable[0].reason", startsWith("refused: status 400"));
    }

    @Test
    void halfAListIsNone() {
        Stream.generate(UUID::randomUUID)
                .limit(1500)
                .forEach(id -> platform.users().owns(user, id, shared.admin()));
        platform.users().on("GET", "memberships", user, Reply.body("[]"));
        platform.users().on("GET", "ownerships", user, Reply.body("[{\"tenant_id\": \"%s\"}]"), Reply.status(400));

        preview()
                .body("total_tenants_to_delete", nullValue())
                .body("tenants_to_delete", hasSize(0))
                .body("memberships", equalTo(0))
                .body("unavailable[0].service", equalTo("tenant"));
    }

    @Test
    void aServiceOrIdentityProviderThatCannotBeAskedIsNamed() {
        platform.accounts().onGet(user, Reply.status(403));
        platform.users().on("GET", "models", user, Reply.status(400));

        preview()
                .body("services", not(hasKey("training")))
                .body("total_records", equalTo(33))
                .body("unavailable.service", equalTo(java.util.List.of("identity", "training")))
                .body("warning", startsWith("Tenants, records and the account will be permanently deleted"));
    }

    private ValidatableResponse preview() {
        return Api.as(Tokens.user(user))
                .get("/api/v1/auth/users/" + user + "/deletion-preview")
                .then()
                .statusCode(200);
    }
}
