package io.tenantdeletion.tenant.membership;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user whose deletion is undone belongs to what is still as the deletion has left it. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class DepartureRestoreIT {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final String OTHER_KEY = "BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private final UUID user = UUID.randomUUID();
    private final UUID successor = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private UUID joined;
    private UUID owned;

    @BeforeEach
    void tenants() {
        joined = TenantRows.tenant("Joined", UUID.randomUUID());
        TenantRows.member(joined, user, "member");
        owned = TenantRows.tenant("Owned", user);
        TenantRows.member(owned, successor, "admin");
        TestDatabase.execute("""
                insert into tenant.audit_logs (tenant_id, user_id, action, detail)
                select '%1$s', '%2$s', 'settings.changed', 'change ' || i from generate_series(1, 1200) i;
                insert into tenant.audit_logs (tenant_id, user_id, action, detail) values
                  ('%1$s', '%3$s', 'member.added', '{"user_id": "%2$s", "role": "member"}'),
                  ('%1$s', null, 'members.swapped', upper('%2$s') || ' for %3$s')
                """.formatted(joined, user, successor));
    }

    @Test
    void everythingIsAsItWas() {
        List<String> before = rows();
        erase();
        assertThat(rows()).noneMatch(row -> row.toLowerCase().contains(user.toString()));

        restore(KEY)
                .statusCode(200)
                .body("user_id", equalTo(user.toString()))
                .body("restored_counts.tenant_members", equalTo(2))
                .body("restored_counts.tenants", equalTo(1))
                .body("restored_counts.audit_logs", equalTo(1205))
                .body("total_restored", equalTo(1208));

        assertThat(rows()).isEqualTo(before);
        assertThat(TestDatabase.query("select data ->> 'new_owner_id' from tenant.outbox where subject = '" + owned
                        + "' and type = 'ownership.transferred' order by position"))
                .containsExactly(successor.toString(), user.toString());
        Api.asService().putMember(joined, user, "admin").statusCode(200);
    }

    @Test
    void aSecondCallSaysTheSameAndNothingIsDeletedForTheJobAgain() {
        erase();
        restore(KEY).statusCode(200);
        Api.asService().removeMember(joined, user).statusCode(204);

        restore(KEY).statusCode(200).body("total_restored", equalTo(1208));
        isProblem(leave(), 409, "deletion-undone");

        assertThat(TestDatabase.query("select role from tenant.tenant_members where user_id = '" + user + "'"))
                .containsExactly("owner");
    }

    @Test
    void whatIsAnothersByNowStaysTheirs() {
        erase();
        UUID third = UUID.randomUUID();
        TenantRows.member(owned, third, "admin");
        Api.asService().transfer(owned, third).statusCode(200);
        String line = TestDatabase.query(
                        "select id from tenant.audit_logs where action = 'members.swapped' and tenant_id = '" + joined
                                + "'")
                .get(0);
        TestDatabase.execute("update tenant.audit_logs set detail = 'corrected' where id = '" + line + "'");

        restore(KEY).statusCode(200).body("restored_counts.tenants", equalTo(null));

        assertThat(TestDatabase.query("select owner_id from tenant.tenants where id = '" + owned + "'"))
                .containsExactly(third.toString());
        assertThat(TestDatabase.query("select role from tenant.tenant_members where tenant_id = '" + owned
                        + "' and user_id = '" + user + "'"))
                .as("as a former owner")
                .containsExactly("admin");
        assertThat(TestDatabase.query("select detail from tenant.audit_logs where id = '" + line + "'"))
                .containsExactly("corrected");
    }

    @Test
    void aTenantThatIsGoneOrAboutToGoTakesNobodyIn() {
        erase();
        Api.asService().suspendForPurge(joined, UUID.randomUUID(), 1).statusCode(200);

        restore(KEY).statusCode(200).body("restored_counts.tenant_members", equalTo(1));

        assertThat(TestDatabase.query("select tenant_id from tenant.tenant_members where user_id = '" + user + "'"))
                .containsExactly(owned.toString());
    }

    @Test
    void aWrongKeyChangesNothing() {
        erase();
        List<String> before = rows();

        isProblem(restore(OTHER_KEY), 409, "restore-refused").body("findings.code", hasItem("wrong-key"));

        assertThat(rows()).isEqualTo(before);
        restore(KEY).statusCode(200);
    }

    @Test
    void whatIsForgottenOrTooLateOrWasNeverKeptDoesNotComeBack() {
        erase();
        request(KEY).delete(path("/restore")).then().statusCode(204);
        isProblem(restore(KEY), 410, "restore-window-over");

        UUID another = UUID.randomUUID();
        TenantRows.member(joined, another, "member");
        Api.asService().erase(another, job).statusCode(200);
        isProblem(
                request(KEY)
                        .post(path("/restore").replace(user.toString(), another.toString()))
                        .then(),
                410,
                "restore-window-over");
    }

    @Test
    void whoWasNotErasedHasNothingToComeBack() {
        restore(KEY).statusCode(200).body("total_restored", equalTo(0));
        isProblem(Api.as(user).post("user/" + user + "/memberships/restore", null), 403, "forbidden");
        isProblem(Api.asService().post("user/" + user + "/memberships/restore", null), 400, "invalid-request");
    }

    @Test
    void nobodyReadsTheLog() {
        erase();

        assertThat(TestDatabase.query("select l::text from tenant.departure_log l join tenant.departures using (job_id)"
                        + " where job_id = '" + job + "'"))
                .isNotEmpty()
                .noneMatch(row -> row.contains(user.toString()) || row.contains("settings"));
    }

    private void erase() {
        request(KEY)
                .contentType("application/json")
                .body("{\"new_owner_id\": \"" + successor + "\", \"current_owner_id\": \"" + user + "\"}")
                .post(Api.TENANTS + owned + "/transfer-ownership")
                .then()
                .statusCode(200);
        leave().statusCode(200).body("success", equalTo(true));
    }

    private ValidatableResponse leave() {
        return request(KEY).delete(path("")).then();
    }

    private ValidatableResponse restore(String key) {
        return request(key).post(path("/restore")).then();
    }

    private RequestSpecification request(String key) {
        return Api.asService()
                .request()
                .header("Deletion-Job-Id", job)
                .header("Deletion-Restore-Key", key)
                .header(
                        "Deletion-Restore-Until",
                        Instant.now().plus(1, ChronoUnit.DAYS).toString());
    }

    private String path(String more) {
        return Api.TENANTS + "user/" + user + "/memberships" + more;
    }

    /** Everything but when a tenant was last changed. */
    private List<String> rows() {
        String tenants = "('" + joined + "', '" + owned + "')";
        return TestDatabase.query("select t.owner_id || t.name from tenant.tenants t where id in " + tenants
                + " union all select m::text from tenant.tenant_members m where tenant_id in " + tenants
                + " union all select l::text from tenant.audit_logs l where tenant_id in " + tenants + " order by 1");
    }
}
