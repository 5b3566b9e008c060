package io.tenantdeletion.orchestrator.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventOutbox;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeAccounts;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.tenantdeletion.orchestrator.mail.Mails.Mail;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What owners, users and operators get by mail. */
@QuarkusTest
@TestProfile(Notifications.class)
class MailIT extends OrchestratorTest {

    private static final String OPERATOR = "ops@platform.example";

    @Inject
    Pool pool;

    @Inject
    EventOutbox outbox;

    private final FakeTenant tenant = platform.tenant();
    private final String owner = FakeAccounts.address(tenant.owner());

    @BeforeEach
    void receive() {
        MailServer.get();
    }

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    @Test
    void anOwnerIsToldWhenItGoesAndHowToTakeItBack() {
        // Given
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of());

        // When
        Event event = tell(EventTypes.TENANT_DELETION_REQUESTED, job);

        // Then
        Mail mail = new Mails(job).await(owner, 1).get(0);
        String day = String.valueOf(Instant.parse(Api.job(job).path("due_at"))
                .atZone(java.time.ZoneOffset.UTC)
                .getDayOfMonth());
        assertThat(mail.subject()).startsWith("Deletion on " + day + " ").contains(tenant.name());
        assertThat(mail.text()).contains("can be taken back", "https://platform.example/console/jobs/" + job);
        assertThat(mail.html()).contains("<bdi>", "href=\"https://platform.example/console/jobs/" + job + "\"");
        assertThat(mail.id()).isEqualTo("<" + event.id() + ".owner@platform.example>");
        assertThat(mail.recipients()).isEqualTo(1);
        assertThat(new Mails(job).await(OPERATOR, 1).get(0).id())
                .isEqualTo("<" + event.id() + ".operator-1@platform.example>");
        new Mails(job).await("night@platform.example", 1);
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
        Mail week = new Mails(job).await(owner, 1).get(0);
        assertThat(week.subject()).startsWith("Deletion in 7 days");
        assertThat(new Mails(job).to(OPERATOR)).isEmpty();

        // When
        MovableClock.pass(Duration.ofDays(6));

        // Then
        assertThat(new Mails(job).await(owner, 2).get(1).subject()).startsWith("Deletion in 1 day:");
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
                .execute(io.vertx.mutiny.sqlclient.Tuple.of(name, UUID.fromString(job)))
                .await()
                .atMost(Duration.ofSeconds(10));

        // When
        tell(EventTypes.TENANT_DELETION_REQUESTED, job);

        // Then
        Mail mail = new Mails(job).await(owner, 1).get(0);
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
        // Given
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of("requested_as", "owner"));

        // When
        tell(EventTypes.TENANT_DELETION_REQUESTED, job);

        // Then
        assertThat(new Mails(job).await(OPERATOR, 1).get(0).subject()).startsWith("Waits for your approval");
        assertThat(new Mails(job).await(owner, 1).get(0).subject()).startsWith("Deletion on");
    }

    @Test
    void whatWasDeletedIsCountedAndTheOwnersIdForgotten() {
        // Given
        platform.accounts().add(tenant.owner());
        String job = Api.run(tenant).path("job_id");

        // When
        tell(EventTypes.TENANT_DELETED, job);

        // Then
        Mail mail = new Mails(job)
                .await(owner, 1).stream()
                        .filter(one -> one.subject().startsWith("Deleted"))
                        .findFirst()
                        .orElseThrow();
        assertThat(mail.text()).containsPattern("rows in all").contains("orders:");
        assertThat(mail.text()).doesNotContain(tenant.name());
        Awaitility.await().until(() -> ownerOf(job) == null);
        new Mails(job).await(OPERATOR, 1);
    }

    @Test
    void aCancellationIsTold() {
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of());
        Api.decide(job, "cancel", Api.service()).then().statusCode(200);

        tell(EventTypes.TENANT_DELETION_CANCELLED, job);

        Awaitility.await()
                .until(() -> new Mails(job)
                        .to(owner).stream().anyMatch(mail -> mail.subject().startsWith("Not deleted")));
    }

    @Test
    void aFailureIsTheOperatorsWithWhatIsHalfDone() {
        // Given
        platform.accounts().add(tenant.owner());
        platform.onPurge("orders", tenant, Reply.status(400));
        String job = Api.run(tenant).path("job_id");
        Api.job(job).then().body("status", equalTo("failed"));

        // When
        tell(EventTypes.TENANT_DELETION_FAILED, job);

        // Then
        Mail mail = Awaitility.await()
                .until(
                        () -> new Mails(job)
                                .to(OPERATOR).stream()
                                        .filter(one -> one.subject().startsWith("Failed"))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        assertThat(mail.text()).contains("purge, orders: failed", "purge, pos: completed");
        assertThat(new Mails(job).to(owner)).noneMatch(one -> one.subject().startsWith("Failed"));
    }

    @Test
    void mailsWaitForTheServerAndComeOnce() {
        // Given
        platform.accounts().add(tenant.owner());
        String job = pending(Map.of());
        MailServer.pause();

        // When
        tell(EventTypes.TENANT_DELETION_REQUESTED, job);
        Awaitility.await()
                .until(() -> TestDatabase.query(
                                "select count(*) from orchestrator.delivery_sink where name = 'mail' and failing_since is not null")
                        .equals(List.of("1")));
        MailServer.goOn();

        // Then
        new Mails(job).await(owner, 1);
        new Mails(job).await(OPERATOR, 1);
    }

    @Test
    void operatorsHearOfItWhileTheIdentityProviderIsAwayAndTheOwnerLater() {
        // Given
        platform.accounts().add(tenant.owner());
        platform.accounts().onGet(tenant.owner(), Reply.status(403), Reply.status(403));
        String job = pending(Map.of());

        // When
        tell(EventTypes.TENANT_DELETION_REQUESTED, job);

        // Then
        new Mails(job).await(owner, 1);
        new Mails(job).await(OPERATOR, 1);
    }

    @Test
    void nobodyWithoutAnAccountIsWrittenTo() {
        String job = pending(Map.of());

        Event event = tell(EventTypes.TENANT_DELETION_REQUESTED, job);

        new Mails(job).await(OPERATOR, 1);
        Awaitility.await()
                .until(() -> TestDatabase.query("select status from orchestrator.delivery where event_id = '"
                                + event.id() + "' and sink = 'mail'")
                        .equals(List.of("delivered")));
        assertThat(new Mails(job).to(owner)).isEmpty();
    }

    @Test
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

    private String pending(Map<String, ?> further) {
        Map<String, Object> asked = new java.util.HashMap<>(further);
        asked.put("retention", "30d");
        return Api.post(tenant, Api.service(), asked).path("job_id");
    }

    /** Tells what the orchestrator tells by itself, too: the same event, which is told once. */
    private Event tell(String type, String job) {
        Event event = new Event(
                Event.id(type, UUID.fromString(job)),
                type,
                "/orchestrator",
                tenant.id(),
                Instant.now(),
                JsonObject.of("job_id", job, "tenant_id", tenant.id().toString()));
        pool.withTransaction(connection -> outbox.append(connection, List.of(event)))
                .await()
                .atMost(Duration.ofSeconds(10));
        return event;
    }

    private static String ownerOf(String job) {
        String owner = TestDatabase.query(
                        "select coalesce(owner_id::text, '') from orchestrator.deletion_jobs where job_id = '" + job
                                + "'")
                .get(0);
        return owner.isEmpty() ? null : owner;
    }
}
