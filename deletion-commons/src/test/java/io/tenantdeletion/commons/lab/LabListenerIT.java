package io.tenantdeletion.commons.lab;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.test.BrokerRelay;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestBroker;
import io.tenantdeletion.commons.test.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that listens erases what it has of somebody who is erased, and of nobody else. */
@QuarkusTest
@QuarkusTestResource(
        value = PlatformTestResource.class,
        initArgs = @ResourceArg(name = "script", value = "lab.sql"),
        restrictToAnnotatedClass = true)
@QuarkusTestResource(value = ListenerAddresses.class, restrictToAnnotatedClass = true)
class LabListenerIT extends LabTest {

    private static final String EXCHANGE = "tenant.events";
    private static final String DEAD_LETTERS = "lab.dead-letters";

    private static TestBroker broker;
    private static BrokerRelay relay;
    private static FakeOrchestrator orchestrator;
    private static Connection connection;
    private static Channel channel;

    private final UUID job = UUID.randomUUID();

    @BeforeAll
    static void startBroker() throws IOException {
        orchestrator = new FakeOrchestrator(Integer.getInteger(ListenerAddresses.ORCHESTRATOR_PORT));
        broker = TestBroker.start();
        relay = BrokerRelay.before(broker, Integer.getInteger(ListenerAddresses.BROKER_PORT));
        openChannel();
    }

    private static void openChannel() throws IOException {
        connection = broker.connect();
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    @AfterAll
    static void stopBroker() {
        connection.abort();
        relay.close();
        broker.close();
        orchestrator.close();
    }

    @BeforeEach
    void isListening() {
        awaitConnected();
    }

    @Test
    void rowsOfAnErasedTenantAreDeletedAndToldOf() {
        // Given
        fill(tenant, 60);
        orchestrator.knows(job, "completed", "tenant", tenant);

        // When
        publish("tenant", tenant, job);

        // Then
        awaitOnlyOthersLeft();
        await().until(() -> !orchestrator.findings(tenant).isEmpty());
        JsonObject finding = orchestrator.findings(tenant).get(0);
        assertThat(finding.getString("service")).isEqualTo("lab");
        assertThat(finding.getString("subject_type")).isEqualTo("tenant");
        assertThat(finding.getString("job_id")).isEqualTo(job.toString());
        assertThat(finding.getString("code")).isEqualTo("late_rows");
        assertThat(finding.getJsonObject("rows").getMap()).isNotEmpty();
        assertThat(TestDatabase.query(
                        "select subject_id from tenant_deletion.fence where subject_id = '" + tenant + "'"))
                .isNotEmpty();
    }

    @Test
    void aTenantWithoutRowsIsFencedAndNothingIsToldOf() {
        // Given
        orchestrator.knows(job, "completed", "tenant", tenant);
        double before = messages("nothing");

        // When
        publish("tenant", tenant, job);

        // Then
        await().until(() -> messages("nothing") > before);
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
        publish("tenant", tenant, job);
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
        double before = messages("skipped");

        // When
        publish("tenant", tenant, job);
        publish("tenant", tenant, UUID.randomUUID());
        publish("tenant", tenant, null);

        // Then
        await().until(() -> messages("skipped") == before + 3);
        assertThat(TestDatabase.rows("lab")).isEqualTo(all);
    }

    @Test
    void poisonGoesToTheDeadLettersAndHoldsUpNobody() throws IOException {
        // Given
        channel.queuePurge(DEAD_LETTERS);
        fill(tenant, 10);
        UUID somebodyElsesJob = UUID.randomUUID();
        orchestrator.knows(somebodyElsesJob, "completed", "tenant", UUID.randomUUID());
        orchestrator.knows(job, "completed", "tenant", tenant);

        // When
        send("tenant.deleted", "not json".getBytes(), UUID.randomUUID());
        publish("tenant", tenant, somebodyElsesJob);
        await().until(() -> channel.messageCount(DEAD_LETTERS) == 2);

        // Then
        assertThat(reasonOfDeadLetter()).isIn("malformed", "another_subjects_job");
        assertThat(reasonOfDeadLetter()).isIn("malformed", "another_subjects_job");

        // When
        publish("tenant", tenant, job);

        // Then
        awaitOnlyOthersLeft();
    }

    @Test
    void aMessageWhoseAcknowledgementIsLostComesAgainAndDoesNoHarm() throws IOException {
        // Given
        fill(tenant, 10);
        orchestrator.knows(job, "in_progress", "tenant", tenant);
        publish("tenant", tenant, job);
        await().until(() -> orchestrator.asked(job) >= 1);

        // When
        double handled = messages("purged") + messages("nothing");
        relay.muteClients();
        orchestrator.knows(job, "completed", "tenant", tenant);
        relay.disconnect();
        relay.reconnect();

        // Then
        awaitOnlyOthersLeft();
        awaitConnected();
        await().until(() -> messages("purged") + messages("nothing") > handled);
        await().until(() -> channel.messageCount("lab") == 0);
        assertThat(TestDatabase.rows("lab")).isEqualTo(others);
    }

    @Test
    void rowsOfAnErasedUserAreDeletedAndTheTenantsStay() {
        // Given
        UUID user = UUID.randomUUID();
        TestDatabase.execute("update lab.recipes set user_id = '" + user + "'");
        long recipes = TestDatabase.query("select id from lab.recipes").size();
        TestDatabase.execute("update lab.recipes set user_id = null where id in (select id from lab.recipes limit "
                + recipes / 2 + ")");
        orchestrator.knows(job, "completed", "user", user);

        // When
        publish("user", user, job);

        // Then
        await().until(() -> TestDatabase.query("select 1 from lab.recipes where user_id is not null")
                .isEmpty());
        assertThat(TestDatabase.query("select id from lab.recipes")).hasSizeGreaterThanOrEqualTo((int) recipes / 2);
        await().until(() -> !orchestrator.findings(user).isEmpty());
        assertThat(orchestrator.findings(user).get(0).getString("subject_type")).isEqualTo("user");
    }

    @Test
    void whatWaitedWhileTheBrokerWasAwayIsDeletedOnceItIsBack() throws IOException {
        // Given
        assumeTrue(broker.isRabbitMq(), "the embedded broker cannot be killed");
        fill(tenant, 10);
        orchestrator.knows(job, "in_progress", "tenant", tenant);
        publish("tenant", tenant, job);
        await().until(() -> orchestrator.asked(job) >= 1);

        // When
        broker.kill();
        await().until(() -> metric("deletion_listener_connected") == 0);
        orchestrator.knows(job, "completed", "tenant", tenant);
        broker.restart();
        openChannel();

        // Then
        awaitOnlyOthersLeft();
    }

    private void awaitOnlyOthersLeft() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(TestDatabase.rows("lab")).isEqualTo(others));
    }

    private static void awaitConnected() {
        await().atMost(Duration.ofSeconds(30)).until(() -> metric("deletion_listener_connected") == 1.0);
    }

    private static void publish(String kind, UUID subject, UUID job) {
        JsonObject data = new JsonObject().put(kind + "_id", subject.toString());
        if (job != null) {
            data.put("job_id", job.toString());
        }
        Event event = new Event(UUID.randomUUID(), kind + ".deleted", "orchestrator", subject, Instant.now(), data);
        send(event.type(), event.toCloudEvent().toBuffer().getBytes(), event.id());
    }

    private static void send(String type, byte[] body, UUID id) {
        try {
            channel.basicPublish(
                    EXCHANGE,
                    type,
                    new BasicProperties.Builder()
                            .messageId(id.toString())
                            .deliveryMode(2)
                            .build(),
                    body);
            channel.waitForConfirmsOrDie(10_000);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String reasonOfDeadLetter() throws IOException {
        GetResponse letter = channel.basicGet(DEAD_LETTERS, true);
        return String.valueOf(letter.getProps().getHeaders().get("deletion-reason"));
    }

    private static double messages(String outcome) {
        return metric("deletion_listener_messages_total{outcome=\"" + outcome + "\"}");
    }

    private static double metric(String name) {
        return get("/q/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }
}
