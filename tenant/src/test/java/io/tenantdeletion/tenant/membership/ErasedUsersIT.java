package io.tenantdeletion.tenant.membership;

import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
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
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose account was deleted belongs to nothing any more, and never again. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class ErasedUsersIT {

    private static final int ROUNDS = 25;

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
        job(UUID.randomUUID()).body("success", equalTo(true)).body("deleted_counts.tenant_members", equalTo(0));

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

    @Test
    void waitForWhoeverAddsThemAndLeaveAgain() throws Exception {
        UUID late = TenantRows.tenant("Late", owner);
        try (Connection adding = TestDatabase.connect();
                Statement statement = adding.createStatement()) {
            adding.setAutoCommit(false);
            statement.execute(
                    "insert into tenant.tenant_members (tenant_id, user_id, role) values ('%s', '%s', 'member')"
                            .formatted(late, user));
            CompletableFuture<JsonPath> answer =
                    CompletableFuture.supplyAsync(() -> erase().extract().jsonPath());
            await().atMost(Duration.ofSeconds(20)).until(ErasedUsersIT::somebodyWaits);
            adding.commit();

            assertThat(answer.get().getBoolean("success")).isTrue();
            assertThat(answer.get().getInt("deleted_counts.tenant_members")).isEqualTo(2);
        }
        assertThat(erased()).isTrue();
        assertThat(memberships()).isZero();
    }

    @Test
    void doNotWaitLongForWhoeverAddsThem() throws Exception {
        List<String> before = TenantRows.of(tenant);
        try (Connection idle = TestDatabase.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("insert into tenant.tenants (name, owner_id) values ('Idle', '" + user + "')");

            isProblem(call(user, job), 503, "unavailable");

            assertThat(TenantRows.of(tenant)).isEqualTo(before);
        }
        erase().body("success", equalTo(true));
    }

    @Test
    void areSeenByATransactionThatWasOpenBefore() throws Exception {
        UUID late = TenantRows.tenant("Late", owner);
        String add = "insert into tenant.tenant_members (tenant_id, user_id, role) values ('%s', '%s', 'member')"
                .formatted(late, user);
        try (Connection readCommitted = TestDatabase.connect();
                Connection repeatableRead = TestDatabase.connect();
                Statement first = readCommitted.createStatement();
                Statement second = repeatableRead.createStatement()) {
            readCommitted.setAutoCommit(false);
            repeatableRead.setAutoCommit(false);
            repeatableRead.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            first.execute("select count(*) from tenant.erased_users");
            second.execute("select count(*) from tenant.erased_users");

            erase().body("success", equalTo(true));

            assertThatThrownBy(() -> first.execute(add)).hasMessageContaining("the user was erased");
            assertThatThrownBy(() -> second.execute(add)).hasMessageContaining("read committed only");
        }
        assertThat(memberships()).isZero();
    }

    @Test
    void areMembersOfNothingWhoeverComesFirst() {
        int added = 0;
        for (int round = 0; round < ROUNDS; round++) {
            UUID somebody = UUID.randomUUID();
            UUID other = TenantRows.tenant("Other", owner);
            TenantRows.member(tenant, somebody, "member");
            CompletableFuture<Integer> add = CompletableFuture.supplyAsync(() ->
                    Api.as(owner).putMember(other, somebody, "admin").extract().statusCode());
            CompletableFuture<Boolean> erase = CompletableFuture.supplyAsync(
                    () -> erase(somebody, job).extract().jsonPath().getBoolean("success"));

            assertThat(add.join()).as("round %d", round).isIn(200, 409);
            assertThat(erase.join()).as("round %d", round).isTrue();
            assertThat(TestDatabase.query("select 1 from tenant.tenant_members where user_id = '" + somebody + "'"))
                    .as("round %d, added %d", round, add.join())
                    .isEmpty();
            added += add.join() == 200 ? 1 : 0;
        }
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "Added in {0} rounds", added);
    }

    private ValidatableResponse erase() {
        return job(job);
    }

    private ValidatableResponse job(UUID byJob) {
        return erase(user, byJob);
    }

    private static ValidatableResponse erase(UUID whom, UUID byJob) {
        return call(whom, byJob).statusCode(200);
    }

    private static ValidatableResponse call(UUID whom, UUID byJob) {
        return Api.asService()
                .request()
                .header("Deletion-Job-Id", byJob)
                .when()
                .delete(Api.TENANTS + "user/" + whom + "/memberships")
                .then();
    }

    private boolean erased() {
        return !TestDatabase.query("select 1 from tenant.erased_users where user_id = '" + user + "'")
                .isEmpty();
    }

    private int memberships() {
        return TestDatabase.query("select 1 from tenant.tenant_members where user_id = '" + user + "'")
                .size();
    }

    private static boolean somebodyWaits() {
        return !TestDatabase.query(
                        "select 1 from pg_stat_activity where wait_event = 'advisory' and query like '%erase_user%'")
                .isEmpty();
    }
}
