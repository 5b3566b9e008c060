package io.tenantdeletion.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What jobs tell the world. */
@QuarkusTest
class JobEventsIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void aDeletionIsToldWhenItIsAskedForAndWhenItHasCompleted() {
        Response job = Api.run(tenant);
        UUID id = UUID.fromString(job.path("job_id"));

        assertThat(types(tenant.id())).containsExactly("tenant.deletion_requested", "tenant.deleted");
        assertThat(data(tenant.id(), "tenant.deletion_requested"))
                .containsOnly(
                        entry("job_id", id.toString()),
                        entry("tenant_id", tenant.id().toString()),
                        entry("initiated_by", tenant.owner().toString()),
                        entry(
                                "due_at",
                                data(tenant.id(), "tenant.deletion_requested").get("due_at")));
        Map<String, Object> deleted = data(tenant.id(), "tenant.deleted");
        assertThat(deleted)
                .containsOnlyKeys("job_id", "tenant_id", "total_items_deleted", "services", "completed_at")
                .containsEntry("total_items_deleted", job.path("total_items_deleted"))
                .extractingByKey("services", org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .hasSize(13)
                .containsEntry("pos", 3);
        assertThat(TestDatabase.query("select id from orchestrator.outbox where type = 'tenant.deleted' and subject = '"
                        + tenant.id() + "'"))
                .as("whoever tells it finds the same id")
                .containsExactly(Event.id("tenant.deleted", id).toString());
        assertThat(told(tenant.id())).noneMatch(row -> row.contains(tenant.name()));
    }

    @Test
    void aFailureIsToldEachTimeWithWhatItIs() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.status(400), Reply.complete(1));
        String job = Api.run(tenant).path("job_id");
        Api.retry(job);
        Api.retry(job);

        assertThat(types(tenant.id()))
                .containsExactly(
                        "tenant.deletion_requested",
                        "tenant.deletion_failed",
                        "tenant.deletion_failed",
                        "tenant.deleted");
        assertThat(data(tenant.id(), "tenant.deletion_failed"))
                .containsOnly(
                        entry("job_id", job),
                        entry("tenant_id", tenant.id().toString()),
                        entry("phase", "purge"),
                        entry("services_failed", List.of("pos")),
                        entry("error_kind", "refused"));
    }

    @Test
    void aCancellationIsTold() {
        Response job = Api.post(tenant, Api.as(Tokens.platformAdmin()), Map.of("retention", "30d"));
        Api.decide(job.path("job_id"), "cancel", Api.as(Tokens.platformAdmin()))
                .then()
                .statusCode(200);

        assertThat(types(tenant.id())).containsExactly("tenant.deletion_requested", "tenant.deletion_cancelled");
        assertThat(data(tenant.id(), "tenant.deletion_cancelled"))
                .containsOnlyKeys("job_id", "tenant_id")
                .containsEntry("job_id", job.path("job_id"));
    }

    @Test
    void aUsersDeletionIsToldAndThatOfTheTenantsThatGoAlong() {
        UUID user = platform.user();
        platform.users().owns(user, tenant.id());

        Response job = Api.deleteUser(user);

        assertThat(types(user)).containsExactly("user.deletion_requested", "user.deleted");
        assertThat(data(user, "user.deleted"))
                .containsEntry("user_id", user.toString())
                .containsEntry("total_items_deleted", job.path("total_items_deleted"))
                .doesNotContainKey("tenant_id");
        assertThat(types(tenant.id())).containsExactly("tenant.deletion_requested", "tenant.deleted");
        assertThat(data(tenant.id(), "tenant.deleted")).containsEntry("parent_job_id", job.path("job_id"));
    }

    private static List<String> types(UUID subject) {
        return TestDatabase.query(
                "select type from orchestrator.outbox where subject = '" + subject + "' order by position");
    }

    private static List<String> told(UUID subject) {
        return TestDatabase.query("select o::text from orchestrator.outbox o where subject = '" + subject + "'");
    }

    private static Map<String, Object> data(UUID subject, String type) {
        return JsonPath.from(TestDatabase.query("select data from orchestrator.outbox where subject = '" + subject
                                + "' and type = '" + type + "' order by position")
                        .get(0))
                .getMap("$");
    }
}
