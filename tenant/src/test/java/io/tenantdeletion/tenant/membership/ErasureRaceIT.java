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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody is made a member or an owner while the account is deleted: in the end there is neither. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class ErasureRaceIT {

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
    void waitsForWhoeverAddsTheUserAndLeavesAgain() throws Exception {
        UUID late = TenantRows.tenant("Late", owner);
        try (Connection adding = TestDatabase.connect();
                Statement statement = adding.createStatement()) {
            adding.setAutoCommit(false);
            statement.execute(
                    "insert into tenant.tenant_members (tenant_id, user_id, role) values ('%s', '%s', 'member')"
                            .formatted(late, user));
            CompletableFuture<JsonPath> answer =
                    CompletableFuture.supplyAsync(() -> erase().extract().jsonPath());
            await().atMost(Duration.ofSeconds(20)).until(ErasureRaceIT::somebodyWaits);
            adding.commit();

            assertThat(answer.get().getBoolean("success")).isTrue();
            assertThat(answer.get().getInt("deleted_counts.tenant_members")).isEqualTo(2);
        }
        assertThat(erased()).isTrue();
        assertThat(memberships(user)).isZero();
    }

    @Test
    @Tag("long")
    void doesNotWaitLongForWhoeverAddsTheUser() throws Exception {
        List<String> before = TenantRows.of(tenant);
        try (Connection idle = TestDatabase.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("insert into tenant.tenants (name, owner_id) values ('Idle', '" + user + "')");

            isProblem(Api.asService().erase(user, job), 503, "unavailable");

            assertThat(TenantRows.of(tenant)).isEqualTo(before);
        }
        erase().body("success", equalTo(true));
    }

    @Test
    void isSeenByATransactionThatWasOpenBefore() throws Exception {
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
        assertThat(memberships(user)).isZero();
    }

    @Test
    void endsWithoutMembershipsWhoeverComesFirst() {
        int added = 0;
        for (int round = 0; round < ROUNDS; round++) {
            UUID somebody = UUID.randomUUID();
            UUID other = TenantRows.tenant("Other", owner);
            TenantRows.member(tenant, somebody, "member");
            CompletableFuture<Integer> add = CompletableFuture.supplyAsync(() ->
                    Api.as(owner).putMember(other, somebody, "admin").extract().statusCode());
            CompletableFuture<Boolean> erase = CompletableFuture.supplyAsync(() ->
                    Api.asService().erase(somebody, job).extract().jsonPath().getBoolean("success"));

            assertThat(add.join()).as("round %d", round).isIn(200, 409);
            assertThat(erase.join()).as("round %d", round).isTrue();
            assertThat(memberships(somebody))
                    .as("round %d, added %d", round, add.join())
                    .isZero();
            added += add.join() == 200 ? 1 : 0;
        }
        System.getLogger(getClass().getName()).log(System.Logger.Level.INFO, "Added in {0} rounds", added);
    }

    private ValidatableResponse erase() {
        return Api.asService().erase(user, job).statusCode(200);
    }

    private boolean erased() {
        return !TestDatabase.query("select 1 from tenant.erased_users where user_id = '" + user + "'")
                .isEmpty();
    }

    private static int memberships(UUID of) {
        return TestDatabase.query("select 1 from tenant.tenant_members where user_id = '" + of + "'")
                .size();
    }

    private static boolean somebodyWaits() {
        return !TestDatabase.query(
                        "select 1 from pg_stat_activity where wait_event = 'advisory' and query like '%erase_user%'")
                .isEmpty();
    }
}
