package io.tenantdeletion.orchestrator.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeAccounts;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.mail.Mails.Mail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of mail while somebody is away, and of what failed. */
@QuarkusTest
@WithTestResource(Notifications.class)
class MailTroubleIT extends MailTestBase {

    @Test
    void aFailureIsTheOperatorsWithWhatIsHalfDone() {
        // Given
        platform.accounts().add(tenant.owner());
        platform.onPurge("orders", tenant, Reply.status(400));

        // When
        String job = Api.run(tenant).path("job_id");

        // Then
        Mail mail = new Mails(job).await(OPERATOR, "Failed");
        assertThat(mail.text()).contains("purge, orders: failed", "purge, pos: completed");
        assertThat(new Mails(job).to(owner, "Failed")).isEmpty();
    }

    @Test
    void mailsWaitForTheServerAndComeOnce() {
        // Given
        platform.accounts().add(tenant.owner());
        MailServer.pause();

        // When
        String job = pending(Map.of());
        Awaitility.await()
                .until(() -> TestDatabase.query("select count(*) from orchestrator.delivery_sink"
                                + " where name = 'mail' and failing_since is not null")
                        .equals(List.of("1")));

        // Then
        Awaitility.await()
                .untilAsserted(() -> RestAssured.get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("UP"))
                        .body("checks.find { it.name == 'Event delivery' }.status", equalTo("UP"))
                        .body("checks.find { it.name == 'Event delivery' }.data.degraded", equalTo(true))
                        .body("checks.find { it.name == 'Event delivery' }.data.sinks", equalTo("mail")));

        // When
        MailServer.goOn();

        // Then
        new Mails(job).await(owner, "Deletion on");
        new Mails(job).await(OPERATOR, "Deletion on");
    }

    @Test
    void operatorsHearOfItWhileTheIdentityProviderIsAwayAndTheOwnerLater() {
        platform.accounts().add(tenant.owner());
        platform.accounts().onGet(tenant.owner(), Reply.status(403), Reply.status(403));

        String job = pending(Map.of());

        new Mails(job).await(owner, "Deletion on");
        new Mails(job).await(OPERATOR, "Deletion on");
    }

    @Test
    void nobodyWithoutAnAccountIsWrittenTo() {
        String job = pending(Map.of());

        new Mails(job).await(OPERATOR, "Deletion on");
        Awaitility.await()
                .until(() -> TestDatabase.query(
                                "select status from orchestrator.delivery where sink = 'mail' and event_id = '"
                                        + Event.id(EventTypes.TENANT_DELETION_REQUESTED, UUID.fromString(job)) + "'")
                        .equals(List.of("delivered")));
        assertThat(new Mails(job).to(owner)).isEmpty();
    }

    @Test
    @Tag("long")
    void aUsersLastMailIsAcceptedBeforeTheAccountGoes() {
        // Given
        UUID user = platform.user();
        MailServer.pause();

        // When
        String job = Api.deleteUser(user, Api.service()).path("job_id");

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> "unavailable".equals(Api.job(job).path("waiting_for")));
        assertThat(platform.accounts().has(user)).isTrue();

        // When
        MailServer.goOn();

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> "completed".equals(Api.job(job).path("status")));
        assertThat(new Mails(job).to(FakeAccounts.address(user)))
                .anyMatch(mail -> mail.subject().startsWith("Deleted: account"));
        assertThat(platform.accounts().has(user)).isFalse();
    }
}
