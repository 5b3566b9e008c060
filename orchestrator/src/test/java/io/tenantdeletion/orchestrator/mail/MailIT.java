package io.tenantdeletion.orchestrator.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.mail.Mails.Mail;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What owners, users and operators get by mail. */
@QuarkusTest
@WithTestResource(Notifications.class)
class MailIT extends MailTestBase {

    @Inject
    Pool pool;

    @Inject
    EventOutbox outbox;

    @Test
    void anOwnerIsToldWhenItGoesAndHowToTakeItBack() {
        // Given
        platform.accounts().add(tenant.owner());

        // When
        String job = pending(Map.of());

        // Then
        UUID event = Event.id(EventTypes.TENANT_DELETION_REQUESTED, UUID.fromString(job));
        Mail mail = new Mails(job).await(owner, "Deletion on");
        String day = String.valueOf(Instant.parse(Api.job(job).path("due_at"))
                .atZone(java.time.ZoneOffset.UTC)
                .getDayOfMonth());
        assertThat(mail.subject()).startsWith("Deletion on " + day + " ").contains(tenant.name());
        assertThat(mail.text()).contains("can be taken back", "https://platform.example/console/jobs/" + job);
        assertThat(mail.html()).contains("<bdi>", "href=\"https://platform.example/console/jobs/" + job + "\"");
        assertThat(mail.id()).isEqualTo("<" + event + ".owner@platform.example>");
        assertThat(mail.recipients()).isEqualTo(1);
        assertThat(new Mails(job).await(OPERATOR, "Deletion on").id())
                .isEqualTo("<" + event + ".operator-1@platform.example>");
        new Mails(job).await("night@platform.example", "Deletion on");
        assertThat(TestDatabase.query("select count(*) from orchestrator.mail_outcomes where recipient like '%@%'"))
                .containsExactly("0");
    }

    @Test
    void aReminderIsSentSevenDaysAndOneDayBeforeAndOnce() {
        // Given
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of());

        // When
        MovableClock.pass(Duration.ofDays(23).plusHours(1));

        // Then
        new Mails(job).await(owner, "Deletion in 7 days:");
        assertThat(new Mails(job).to(OPERATOR, "Deletion in")).isEmpty();

        // When
        MovableClock.pass(Duration.ofDays(6));

        // Then
        new Mails(job).await(owner, "Deletion in 1 day:");
        new Mails(job).await(owner, "Deletion in 7 days:");
        assertThat(TestDatabase.query("select count(*) from orchestrator.mail_reminders where job_id = '" + job + "'"))
                .containsExactly("2");
    }

    @Test
    void namesAreNothingButNames() {
        // Given
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of());
        String name = "<img src=x onerror=alert(1)>\r\nBcc: thief@evil.example\r\n\r\n\u202eחשבון" + "a".repeat(300);
        pool.preparedQuery("update orchestrator.deletion_jobs set tenant_name = $1 where job_id = $2")
                .execute(Tuple.of(name, UUID.fromString(job)))
                .await()
                .atMost(Duration.ofSeconds(10));

        // When
        tell(MailKind.DUE_SOON, job);

        // Then
        Mail mail = new Mails(job).await(owner, "Deletion in");
        assertThat(mail.html()).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img");
        assertThat(mail.recipients()).isEqualTo(1);
        assertThat(mail.subject())
                .contains("Bcc: thief@evil.example")
                .doesNotContain("\n")
                .hasSizeLessThanOrEqualTo(150);
        assertThat(mail.text()).doesNotContain("\u202e");
    }

    @Test
    void anApprovalIsAskedOfOperators() {
        platform.accounts().add(tenant.owner());

        String job = pending(Map.of("requested_as", "owner"));

        new Mails(job).await(OPERATOR, "Waits for your approval");
        new Mails(job).await(owner, "Deletion on");
        assertThat(new Mails(job).to(OPERATOR, "Deletion on")).isEmpty();
    }

    @Test
    void whatWasDeletedIsCountedAndTheOwnersIdForgotten() {
        // Given
        platform.accounts().add(tenant.owner());

        // When
        String job = Api.run(tenant).path("job_id");

        // Then
        Mail mail = new Mails(job).await(owner, "Deleted: tenant " + tenant.id());
        assertThat(mail.text()).contains("rows in all", "orders:").doesNotContain(tenant.name());
        new Mails(job).await(OPERATOR, "Deleted: tenant " + tenant.id());
        TestDatabase.execute(
                "update orchestrator.deletion_jobs set restore_until = created_at where job_id = '" + job + "'");
        new Mails(job).await(owner, "Certificate of deletion");
        new Mails(job).await(OPERATOR, "Certificate of deletion");
        Awaitility.await().until(() -> ownerOf(job) == null);
    }

    @Test
    void aCancellationIsTold() {
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of());

        Api.decide(job, "cancel", Api.service()).then().statusCode(200);

        new Mails(job).await(owner, "Not deleted");
        new Mails(job).await(OPERATOR, "Not deleted");
    }

    private void tell(String type, String job) {
        JsonObject data = JsonObject.of("job_id", job, "before", "7 days");
        Event event = new Event(UUID.randomUUID(), type, "orchestrator", tenant.id(), Instant.now(), data);
        pool.withTransaction(connection -> outbox.append(connection, List.of(event)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static String ownerOf(String job) {
        String owner = TestDatabase.query(
                        "select coalesce(owner_id::text, '') from orchestrator.deletion_jobs where job_id = '" + job
                                + "'")
                .get(0);
        return owner.isEmpty() ? null : owner;
    }
}
