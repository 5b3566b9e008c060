package io.tenantdeletion.tenant.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A purge locks members before their tenant, a change the tenant first. Where they meet, the change tries again. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class PurgeInTheWayIT {

    private final UUID owner = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private UUID tenant;

    @BeforeEach
    void tenant() {
        tenant = TenantRows.tenant("Bakery", owner);
        TenantRows.member(tenant, user, "member");
    }

    @Test
    void aChangeIsMadeAfterAll() throws Exception {
        int status = meets(
                () -> Api.as(owner).putMember(tenant, user, "admin").extract().statusCode());

        assertThat(status).isEqualTo(200);
        assertThat(role()).isEqualTo("admin");
    }

    @Test
    void aRemovalIsMadeAfterAll() throws Exception {
        int status =
                meets(() -> Api.as(owner).removeMember(tenant, user).extract().statusCode());

        assertThat(status).isEqualTo(204);
    }

    @Test
    void aDepartureIsMadeAfterAll() throws Exception {
        int status = meets(() -> Api.asService()
                .delete("user/" + user + "/memberships")
                .extract()
                .statusCode());

        assertThat(status).isEqualTo(200);
    }

    @Test
    void aMemberThatWasPurgedMeanwhileIsAdded() throws Exception {
        int status = whilePurged(
                () -> Api.as(owner).putMember(tenant, user, "admin").extract().statusCode());

        assertThat(status).isEqualTo(200);
        assertThat(role()).isEqualTo("admin");
    }

    @Test
    void aMemberThatWasPurgedMeanwhileIsUnknown() throws Exception {
        int status = whilePurged(
                () -> Api.as(owner).removeMember(tenant, user).extract().statusCode());

        assertThat(status).isEqualTo(404);
    }

    /** Runs the call so that it waits for the member, who is gone then. */
    private int whilePurged(IntSupplier call) throws Exception {
        try (Connection purge = TestDatabase.connect();
                Statement statement = purge.createStatement()) {
            purge.setAutoCommit(false);
            statement.execute("delete from tenant.tenant_members where tenant_id = '%s' and user_id = '%s'"
                    .formatted(tenant, user));
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(call::getAsInt);
            await().atMost(Duration.ofSeconds(20)).until(PurgeInTheWayIT::somebodyWaits);
            purge.commit();
            return status.get();
        }
    }

    /** Runs the call so that it waits for the member, and somebody who has the member for the tenant. */
    private int meets(IntSupplier call) throws Exception {
        try (Connection purge = TestDatabase.connect();
                Statement statement = purge.createStatement()) {
            purge.setAutoCommit(false);
            statement.execute("set local deadlock_timeout = '1min'");
            statement.execute("select 1 from tenant.tenant_members where tenant_id = '%s' and user_id = '%s' for update"
                    .formatted(tenant, user));
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(call::getAsInt);
            await().atMost(Duration.ofSeconds(20)).until(PurgeInTheWayIT::somebodyWaits);
            statement.execute("select 1 from tenant.tenants where id = '%s' for update".formatted(tenant));
            purge.commit();
            return status.get();
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean somebodyWaits() {
        return !TestDatabase.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                .isEmpty();
    }

    private String role() {
        return TestDatabase.query("select role from tenant.tenant_members where tenant_id = '%s' and user_id = '%s'"
                        .formatted(tenant, user))
                .get(0);
    }
}
