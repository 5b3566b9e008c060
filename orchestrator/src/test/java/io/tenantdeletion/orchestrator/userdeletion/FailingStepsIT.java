package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step of a user's deletion that fails keeps those after it from running; a retry goes on from there. */
@QuarkusTest
class FailingStepsIT extends OrchestratorTest {

    static final List<String> ORDER = List.of(
            "identity",
            "tenants",
            "alerts",
            "external",
            "forecasting",
            "inventory",
            "notifications",
            "orders",
            "pos",
            "production",
            "recipes",
            "sales",
            "suppliers",
            "training",
            "memberships",
            "account");
    private static final Reply ACCOUNT = Reply.body("{\"id\": \"%s\", \"enabled\": true}");

    /** The answer while the request is judged; the step asks again. */
    private static final Reply COUNTED = Reply.body("[]");

    private final UUID user = platform.user();
    private final FakeTenant tenant = platform.tenant();

    @ParameterizedTest
    @CsvSource(textBlock = """
            # step,       first step that is skipped, error
            identity,     tenants,      refused: status 403
            tenants,      alerts,       refused: status 400
            training,     memberships,  not_deleted: the service could not delete everything
            account,      ,             refused: status 403
            """)
    void aFailedStepStopsTheLaterOnesUntilARetry(String step, String skipped, String error) {
        platform.users().owns(user, tenant.id(), tenant.admin());
        fail(step);

        Response failed = Api.deleteUser(user);
        failed.then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("service_results." + step + ".status", equalTo("failed"))
                .body("service_results." + step + ".errors[0]", startsWith(error))
                .body("error_log[0]", containsString(step + " " + error));
        skippedFrom(skipped)
                .forEach(later -> failed.then()
                        .body("service_results." + later + ".status", equalTo("skipped"))
                        .body("service_results." + later + ".errors[0]", startsWith("skipped: ")));
        assertThat(platform.accounts().has(user)).isTrue();

        Response done = Api.retry(failed.path("job_id"));
        done.then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("service_results." + step + ".attempts", equalTo(2));
        ORDER.stream()
                .limit(ORDER.indexOf(step))
                .forEach(earlier -> done.then().body("service_results." + earlier + ".attempts", equalTo(2)));
        assertThat(platform.requests("POST /api/v1/tenants/" + tenant.id())).hasSize(1);
        assertThat(platform.accounts().has(user)).isFalse();
    }

    private void fail(String step) {
        switch (step) {
            case "identity" -> platform.accounts().onGet(user, ACCOUNT, Reply.status(403));
            case "tenants" -> platform.users().on("GET", "ownerships", user, COUNTED, Reply.status(400));
            case "training" -> platform.users().on("DELETE", "models", user, Reply.unsuccessful(2));
            case "account" -> platform.accounts().onDelete(user, Reply.status(403));
            default -> throw new IllegalArgumentException(step);
        }
    }

    private static List<String> skippedFrom(String first) {
        return first == null ? List.of() : ORDER.subList(ORDER.indexOf(first), ORDER.size());
    }

    private static Reply stays(int listed, int omitted) {
        String one = "{\"tenant_id\": \"11111111-1111-4111-8111-111111111111\", \"error\": \"would have no owner\"}";
        return Reply.body("""
                {"user_id": "%%s", "deleted_counts": {"tenant_members": 4}, "success": false,
                 "errors": [%s], "errors_omitted": %d, "timestamp": "2026-01-31T12:34:56Z"}
                """.formatted(String.join(",", Collections.nCopies(listed, one)), omitted));
    }

    @Test
    void whatAFailedStepHasRemovedCounts() {
        fail("training");

        String job = Api.deleteUser(user).path("job_id");

        Api.retry(job).then().body("service_results.training.deleted_counts.things", equalTo(2 + 3));
    }

    @Test
    void ofManyTenantsTheUserIsStillInTheFirstAreNamed() {
        Reply[] stays = new Reply[100];
        Arrays.fill(stays, stays(100, 900));
        platform.users().on("DELETE", "memberships", user, stays);

        String job = Api.deleteUser(user, Api.service()).path("job_id");
        Response waiting = Awaitility.await().until(() -> Api.job(job), now -> now.path("waiting_for") != null);

        waiting.then()
                .body("waiting_for", equalTo("unavailable"))
                .body("service_results.memberships.errors[0]", equalTo("contended: the user is still in some tenants"))
                .body("service_results.memberships.errors", hasSize(1 + 20 + 1))
                .body(
                        "service_results.memberships.errors[1]",
                        equalTo("11111111-1111-4111-8111-111111111111: would have no owner"))
                .body("service_results.memberships.errors[21]", equalTo("and 980 more"));
        platform.users().on("DELETE", "memberships", user);
        Api.awaitStatus(job, "completed");
    }

    @Test
    void aMembershipThatStaysIsSeenToAtOnce() {
        platform.users().on("DELETE", "memberships", user, stays(1, 0));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.memberships.attempts", equalTo(1))
                .body("service_results.memberships.deleted_counts.tenant_members", equalTo(4));
    }

    @Test
    void shortFailuresOfTheTenantServiceAreRepeated() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        platform.users().on("GET", "ownerships", user, Reply.status(503), Reply.hangUp());
        platform.users().on("POST", "transfer-ownership", tenant.id(), Reply.status(500), Reply.status(429));
        platform.users().on("DELETE", "memberships", user, Reply.hangUp());

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.tenants.deleted_counts.ownerships_transferred", equalTo(1))
                .body("service_results.memberships.counts_may_be_low", equalTo(true));
    }

    @Test
    void nobodyKnowsHowManyTenantsWouldGoWhenTheTenantServiceIsAway() {
        platform.users().on("GET", "ownerships", user, Reply.status(400));

        Api.deleteUser(user).then().statusCode(503);

        assertThat(platform.accounts().has(user)).isTrue();
    }

    @Test
    void aTenantHandedToTheUserInTheMeantimeIsSeenToBeforeTheUserLeaves() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        platform.users().on("GET", "ownerships", user, COUNTED, Reply.body("[]"));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("completed"))
                .body("service_results.memberships.deleted_counts.ownerships_transferred", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                                                        | the body is empty
            {"items": []}                                               | the body is not the contract's JSON
            [null]                                                      | an entry names no tenant
            [{"tenant_id": "nonsense"}]                                 | the body is not the contract's JSON
            [{"tenant_id": "22222222-2222-4222-8222-222222222222"}, {"tenant_id": "11111111-1111-4111-8111-111111111111"}] | a page is not in order
            [{"tenant_id": "22222222-2222-4222-8222-222222222222"}, {"tenant_id": "22222222-2222-4222-8222-222222222222"}] | a page is not in order
            [{"tenant_id": "22222222-2222-4222-8222-222222222222", "new_owner_id": "%s"}] | a tenant's new owner is its owner
            """)
    void anAnswerThatIsNotTheContractsIsAFailureAndNotAnEmptyList(String body, String why) {
        platform.users().on("GET", "ownerships", user, COUNTED, Reply.body(body));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.tenants.errors[0]", equalTo("invalid_answer: " + why));
        assertThat(platform.accounts().has(user)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"user_id": "11111111-1111-4111-8111-111111111111", "success": true, "deleted_counts": {}, "errors": []}
            {"user_id": "%s", "success": true, "errors": []}
            {"user_id": "%s", "success": false, "deleted_counts": {}, "errors": []}
            {"user_id": "%s", "success": true, "deleted_counts": {"tenant_members": -1}, "errors": []}
            {"user_id": "%s", "success": true, "deleted_counts": {}, "errors": [{"tenant_id": null, "error": "x"}]}
            """)
    void neitherIsOneAboutMemberships(String body) {
        platform.users().on("DELETE", "memberships", user, Reply.body(body));

        Api.deleteUser(user)
                .then()
                .body("status", equalTo("failed"))
                .body("service_results.memberships.errors[0]", startsWith("invalid_answer: "));
    }

    @Test
    void norOneAboutATransferOrAnotherUsersRows() {
        platform.users().owns(user, tenant.id(), tenant.admin());
        platform.users().on("POST", "transfer-ownership", tenant.id(), Reply.body("{\"owner_id\": \"" + user + "\"}"));
        Api.deleteUser(user)
                .then()
                .body(
                        "service_results.tenants.errors[0]",
                        startsWith("invalid_answer: tenant " + tenant.id() + ": the tenant does not belong"));

        platform.users().on("DELETE", "models", user, Reply.body("""
                {"message": "m", "summary": {"user_id": "11111111-1111-4111-8111-111111111111", "service_name": "training",
                 "success": true, "deleted_counts": {}, "errors": [], "timestamp": "2026-01-31T12:34:56Z"}}"""));
        Api.deleteUser(user)
                .then()
                .body("service_results.training.errors[0]", equalTo("invalid_answer: it speaks of another user"));
    }
}
