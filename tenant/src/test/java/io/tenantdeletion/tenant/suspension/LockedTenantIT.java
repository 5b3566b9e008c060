package io.tenantdeletion.tenant.suspension;

import static io.restassured.RestAssured.given;
import static io.tenantdeletion.tenant.support.Api.isProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.TenantRows;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A tenant that somebody's idle transaction has locked is not waited for as long as its callers wait. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class LockedTenantIT {

    private static final int CALLERS_PATIENCE_SECONDS = 10;

    private final Api service = Api.asService();
    private final UUID owner = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private final UUID job = UUID.randomUUID();
    private final UUID tenant = TenantRows.tenant("Bakery", owner);
    private final UUID other = TenantRows.tenant("Bakery", owner);

    @Test
    void callsAreEndedAndOtherTenantsGoOn() throws Exception {
        TenantRows.member(tenant, member, "member");
        List<String> before = TenantRows.of(tenant);
        try (Connection idle = TestDatabase.connect();
                Statement statement = idle.createStatement()) {
            idle.setAutoCommit(false);
            statement.execute("select from tenant.tenants where id = '" + tenant + "' for update");

            List<CompletableFuture<ValidatableResponse>> calls = Stream.<Supplier<ValidatableResponse>>of(
                            () -> service.suspend(tenant, job, 1),
                            () -> service.suspend(tenant, job, 1),
                            () -> service.unsuspend(tenant, job, 2),
                            () -> service.unsuspend(tenant, job, 2),
                            () -> service.erase(member, job),
                            () -> Api.as(owner).removeMember(tenant, member))
                    .map(call -> CompletableFuture.supplyAsync(call, task -> new Thread(task).start())
                            .orTimeout(CALLERS_PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .toList();
            await().until(() -> waiting().size() == calls.size());

            service.suspend(other, job, 1).statusCode(200);
            given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
            for (CompletableFuture<ValidatableResponse> call : calls) {
                isProblem(call.join(), 503, "unavailable")
                        .header("Retry-After", "5")
                        .body("detail", containsString("is locked by another transaction"));
            }
            assertThat(waiting()).isEmpty();
        }
        assertThat(TenantRows.of(tenant)).isEqualTo(before);
        service.erase(member, job).statusCode(200).body("deleted_counts.tenant_members", equalTo(1));
        service.suspend(tenant, job, 1).statusCode(200).body("status", equalTo("inactive"));
    }

    private static List<String> waiting() {
        return TestDatabase.query("select query from pg_stat_activity where wait_event_type = 'Lock'");
    }
}
