package io.tenantdeletion.tenant.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.Api;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import io.tenantdeletion.tenant.support.Jobs;
import io.tenantdeletion.tenant.support.TenantRows;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every call that changes something, or shows a list, for every kind of caller: who is refused changes nothing, and who
 * is not changes nobody else's tenant.
 */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class EveryCallIT {

    private static final UUID JOB = UUID.fromString(Jobs.ID);

    FakeOrchestrator orchestrator;

    private final UUID owner = UUID.randomUUID();
    private final UUID admin = UUID.randomUUID();
    private final UUID member = UUID.randomUUID();
    private final UUID ownerElsewhere = UUID.randomUUID();
    private final UUID newcomer = UUID.randomUUID();
    private UUID tenant;
    private UUID suspended;
    private UUID foreign;
    private List<String> before;
    private List<String> others;

    @BeforeEach
    void tenants() {
        orchestrator.reset();
        tenant = people(TenantRows.tenant("Bakery", owner));
        suspended = people(TenantRows.tenant("Bakery", owner));
        TenantRows.suspend(suspended, JOB);
        foreign = TenantRows.tenant("Bakery", ownerElsewhere);
        before = TenantRows.of(tenant, suspended);
        others = TenantRows.of(foreign);
    }

    private UUID people(UUID newTenant) {
        TenantRows.member(newTenant, admin, "admin");
        TenantRows.member(newTenant, member, "member");
        return newTenant;
    }

    @AfterEach
    void nothingHappensToOthers() {
        orchestrator.reset();
        assertThat(TenantRows.of(foreign)).isEqualTo(others);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            call               | nobody | stranger | elsewhere | member | admin | owner | platform | service
            suspend            | 401    | 403      | 403       | 403    | 403   | 403   | 403      | 200
            unsuspend          | 401    | 403      | 403       | 403    | 403   | 403   | 403      | 204
            restore            | 401    | 403      | 403       | 403    | 403   | 200   | 200      | 200
            transfer           | 401    | 403      | 403       | 403    | 403   | 200   | 200      | 200
            list members       | 401    | 403      | 403       | 200    | 200   | 200   | 200      | 200
            add a member       | 401    | 403      | 403       | 403    | 403   | 200   | 200      | 200
            change a member    | 401    | 403      | 403       | 403    | 403   | 200   | 200      | 200
            remove a member    | 401    | 403      | 403       | 204    | 403   | 204   | 204      | 204
            memberships        | 401    | 403      | 403       | 200    | 403   | 403   | 200      | 200
            delete memberships | 401    | 403      | 403       | 403    | 403   | 403   | 403      | 200
            ownerships         | 401    | 403      | 403       | 200    | 403   | 403   | 200      | 200
            """)
    void isForThoseItIsFor(ArgumentsAccessor row) {
        String call = row.getString(0);
        for (String token :
                new String[] {null, Tokens.expired(), Tokens.forged(), Tokens.wrongAudience(), Tokens.wrongIssuer()}) {
            check(call, "nobody", Api.with(token), row.getInteger(1));
        }
        check(call, "a stranger", Api.as(UUID.randomUUID()), row.getInteger(2));
        check(call, "a self-promoted user", Api.with(Tokens.selfPromoted(UUID.randomUUID())), row.getInteger(2));
        check(call, "an owner elsewhere", Api.as(ownerElsewhere), row.getInteger(3));
        check(call, "a member", Api.as(member), row.getInteger(4));
        again();
        check(call, "an admin", Api.as(admin), row.getInteger(5));
        again();
        check(call, "an owner", Api.as(owner), row.getInteger(6));
        again();
        check(call, "a platform admin", Api.with(Tokens.platformAdmin()), row.getInteger(7));
        again();
        check(call, "a service", Api.asService(), row.getInteger(8));
    }

    /** New tenants for whoever comes next, where somebody was allowed to change these. */
    private void again() {
        assertThat(TenantRows.of(foreign)).isEqualTo(others);
        tenants();
    }

    private void check(String call, String caller, Api api, int status) {
        orchestrator.reset();
        orchestrator.answers(200, Jobs.status("cancelled"));

        ValidatableResponse answer = run(call, api);

        assertThat(answer.extract().statusCode()).as("%s by %s", call, caller).isEqualTo(status);
        if (status >= 400) {
            answer.contentType("application/problem+json");
            assertThat(TenantRows.of(tenant, suspended))
                    .as("%s by %s", call, caller)
                    .isEqualTo(before);
            assertThat(orchestrator.requests()).as("%s by %s", call, caller).isEmpty();
        }
    }

    private ValidatableResponse run(String call, Api api) {
        return switch (call) {
            case "suspend" -> api.suspend(tenant, JOB, 1);
            case "unsuspend" -> api.unsuspend(suspended, JOB, 1);
            case "restore" -> api.post(suspended + "/restore", null);
            case "transfer" -> api.transfer(tenant, admin);
            case "list members" -> api.get(tenant + "/members");
            case "add a member" -> api.putMember(tenant, newcomer, "admin");
            case "change a member" -> api.putMember(tenant, member, "admin");
            case "remove a member" -> api.removeMember(tenant, member);
            case "memberships" -> api.get("user/" + member + "/memberships");
            case "delete memberships" -> api.delete("user/" + member + "/memberships");
            case "ownerships" -> api.get("user/" + member + "/ownerships");
            default -> throw new IllegalArgumentException(call);
        };
    }

    @ParameterizedTest
    @CsvSource({"owner", "admin", "member"})
    void isNotForWhoeverIsThatInAnotherTenant(String role) {
        UUID somebody = UUID.randomUUID();
        TenantRows.member(foreign, somebody, role);
        others = TenantRows.of(foreign);

        for (String call : List.of("suspend", "unsuspend", "restore", "transfer", "list members", "add a member")) {
            check(call, role + " of another tenant", Api.as(somebody), 403);
        }
    }
}
