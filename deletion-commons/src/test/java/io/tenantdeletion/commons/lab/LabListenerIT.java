package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that listens erases what it has of somebody who is erased, and of nobody else. */
@QuarkusTest
@WithTestResource(value = PlatformTestResource.class, initArgs = @ResourceArg(name = "script", value = "lab.sql"))
@WithTestResource(ListenerAddresses.class)
class LabListenerIT extends ListenerTest {

    private final UUID job = UUID.randomUUID();

    @Test
    void rowsOfAnErasedTenantAreDeletedAndToldOf() {
        // Given
        fill(tenant, 60);
        orchestrator.knows(job, "completed", "tenant", tenant);

        // When
        messages.publish("tenant", tenant, job);

        // Then
        awaitOnlyOthersLeft();
        await().until(() -> !orchestrator.findings(tenant).isEmpty());
        JsonObject finding = orchestrator.findings(tenant).get(0);
        assertThat(finding.getMap())
                .containsAllEntriesOf(Map.of("service", "lab", "subject_type", "tenant", "code", "late_rows"))
                .containsEntry("job_id", job.toString());
        assertThat(finding.getJsonObject("rows").getMap()).isNotEmpty();
        assertThat(TestDatabase.query(
                        "select subject_id from tenant_deletion.fence where subject_id = '" + tenant + "'"))
                .isNotEmpty();
    }

    @Test
    void aTenantWithoutRowsIsFencedAndNothingIsToldOf() {
        // Given
        orchestrator.knows(job, "completed", "tenant", tenant);

        // When
        messages.publish("tenant", tenant, job);

        // Then
        await().until(() -> messages.outcomes("nothing") == 1);
        assertThat(orchestrator.findings(tenant)).isEmpty();
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void nothingIsDeletedBeforeTheJobIsCompleted() {
        // Given
        fill(tenant, 10);
        orchestrator.knows(job, "in_progress", "tenant", tenant);
        var all = TestDatabase.rows("lab");

        // When
        messages.publish("tenant", tenant, job);
        await().until(() -> orchestrator.asked(job) >= 3);

        // Then
        assertThat(TestDatabase.rows("lab")).isEqualTo(all);

        // When
        orchestrator.knows(job, "completed", "tenant", tenant);

        // Then
        awaitOnlyOthersLeft();
    }

    @Test
    void aTenantThatIsRestoredOrWhoseJobNobodyKnowsStays() {
        // Given
        fill(tenant, 10);
        orchestrator.knows(job, "restored", "tenant", tenant);
        var all = TestDatabase.rows("lab");

        // When
        messages.publish("tenant", tenant, job);
        messages.publish("tenant", tenant, UUID.randomUUID());
        messages.publish("tenant", tenant, null);

        // Then
        await().until(() -> messages.outcomes("skipped") == 3);
        assertThat(TestDatabase.rows("lab")).isEqualTo(all);
    }

    @Test
    void anErasedIdThatIsInUseAgainStays() {
        // Given
        fill(tenant, 10);
        orchestrator.knows(job, "completed", "tenant", tenant);
        messages.publish("tenant", tenant, job);
        await().until(() -> messages.outcomes("purged") == 1);
        given().auth()
                .oauth2(Tokens.platformAdmin())
                .delete(DATA + "/deletion-fence", tenant)
                .then()
                .statusCode(204);
        fill(tenant, 10);
        var all = TestDatabase.rows("lab");

        // When
        messages.publish("tenant", tenant, job);

        // Then
        await().until(() -> messages.outcomes("nothing") == 1);
        assertThat(TestDatabase.rows("lab")).isEqualTo(all);
    }

    @Test
    void poisonGoesToTheDeadLettersAndHoldsUpNobody() throws IOException {
        // Given
        long dead = messages.dead();
        fill(tenant, 10);
        UUID somebodyElsesJob = UUID.randomUUID();
        orchestrator.knows(somebodyElsesJob, "completed", "tenant", UUID.randomUUID());
        orchestrator.knows(job, "completed", "tenant", tenant);

        // When
        messages.send("tenant.deleted", "not json".getBytes(), UUID.randomUUID());
        messages.publish("tenant", tenant, somebodyElsesJob);
        await().until(() -> messages.dead() == dead + 2);

        // Then
        assertThat(List.of(messages.reasonOfDeadLetter(), messages.reasonOfDeadLetter()))
                .containsExactlyInAnyOrder("malformed", "another_subjects_job");

        // When
        messages.publish("tenant", tenant, job);

        // Then
        awaitOnlyOthersLeft();
    }

    @Test
    void aMessageWhoseAcknowledgementIsLostComesAgainAndDoesNoHarm() throws IOException {
        // Given
        fill(tenant, 10);
        orchestrator.knows(job, "completed", "tenant", tenant);
        messages.relay.muteClients();

        // When
        messages.publish("tenant", tenant, job);
        await().until(() -> messages.outcomes("purged") == 1);
        messages.relay.disconnect();
        messages.relay.reconnect();

        // Then
        await().until(() -> messages.outcomes("nothing") == 1);
        await().until(() -> messages.waiting() == 0);
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void rowsOfAnErasedUserAreDeletedAndNobodyElses() {
        // Given
        UUID user = UUID.randomUUID();
        TestDatabase.execute("update lab.recipes set user_id = '" + user + "' where random() < 0.5");
        String others = "select id from lab.recipes where user_id is distinct from '" + user + "' order by id";
        List<String> before = TestDatabase.query(others);
        orchestrator.knows(job, "completed", "user", user);

        // When
        messages.publish("user", user, job);

        // Then
        await().until(() -> messages.outcomes("purged") == 1);
        assertThat(TestDatabase.query("select id from lab.recipes where user_id = '" + user + "'"))
                .isEmpty();
        assertThat(TestDatabase.query(others)).isEqualTo(before);
        assertThat(orchestrator.findings(user).get(0).getString("subject_type")).isEqualTo("user");
    }

    @Test
    @Tag("long")
    void whatWaitedWhileTheBrokerWasAwayIsDeletedOnceItIsBack() {
        // Given
        assumeTrue(messages.broker.isRabbitMq(), "the embedded broker cannot be killed");
        fill(tenant, 10);
        orchestrator.knows(job, "in_progress", "tenant", tenant);
        messages.publish("tenant", tenant, job);
        await().until(() -> orchestrator.asked(job) >= 1);

        messages.broker.awaitStored("lab");

        // When
        messages.broker.kill();
        await().until(() -> DeletionMessages.metric("deletion_listener_connected") == 0);
        orchestrator.knows(job, "completed", "tenant", tenant);
        messages.broker.restart();
        messages.openChannel();

        // Then
        awaitOnlyOthersLeft();
    }
}
