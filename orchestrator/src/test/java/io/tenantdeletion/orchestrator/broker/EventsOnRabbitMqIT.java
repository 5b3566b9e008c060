package io.tenantdeletion.orchestrator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tenantdeletion.commons.test.AsyncApi;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What jobs tell arrives at the broker, and is what the AsyncAPI document says. */
@QuarkusTest
@WithTestResource(BrokerResource.class)
@Tag("long")
class EventsOnRabbitMqIT extends OrchestratorTest {

    private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    private final FakeTenant tenant = platform.tenant();
    private AsyncApi document;
    private Connection connection;

    @BeforeEach
    void listen() throws Exception {
        document = AsyncApi.read(RestAssured.get("/api/v1/asyncapi.yaml")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(System.getProperty(BrokerResource.URL));
        connection = factory.newConnection("test");
        Channel channel = connection.createChannel();
        channel.exchangeDeclare("tenant.events", "topic", true);
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, "tenant.events", "#");
        channel.basicConsume(
                queue,
                true,
                (tag, delivery) -> messages.add(new JsonObject(new String(delivery.getBody(), StandardCharsets.UTF_8))),
                tag -> {});
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }

    @Test
    void aTenantsDeletionIsRequestedAndDone() {
        Api.run(tenant).then().body("status", equalTo("completed"));

        awaitAbout(tenant.id(), "tenant.deletion_requested", "tenant.deleted");
    }

    @Test
    void aDeletionThatFailsAndIsRetriedTellsBoth() {
        platform.onPurge("pos", tenant, Reply.status(400), Reply.complete(3));
        String job = Api.run(tenant).path("job_id");
        Api.retry(job).then().body("status", equalTo("completed"));

        awaitAbout(tenant.id(), "tenant.deletion_requested", "tenant.deletion_failed", "tenant.deleted");
    }

    @Test
    void aDeletionThatIsTakenBackIsCancelled() {
        String job =
                Api.post(tenant, Api.service(), Map.of("retention", "P30D")).path("job_id");
        Api.decide(job, "cancel", Api.service()).then().statusCode(200);

        awaitAbout(tenant.id(), "tenant.deletion_requested", "tenant.deletion_cancelled");
    }

    @Test
    void aUserTakesTheirTenantsAlong() {
        UUID user = platform.user();
        platform.users().owns(user, tenant.id());
        Api.deleteUser(user).then().body("status", equalTo("completed"));

        awaitAbout(user, "user.deletion_requested", "user.deleted");
        awaitAbout(tenant.id(), "tenant.deletion_requested", "tenant.deleted");
    }

    @Test
    void aDeadLetterThatIsReplayedComesWithTheSameId() {
        // Given
        Api.run(tenant).then().body("status", equalTo("completed"));
        awaitAbout(tenant.id(), "tenant.deletion_requested", "tenant.deleted");
        String id = about(tenant.id()).get(1).getString("id");
        String delivery = "orchestrator.delivery where sink = 'rabbitmq' and event_id = '" + id + "'";
        await().until(() -> TestDatabase.query("select status from " + delivery).contains("delivered"));
        TestDatabase.execute("update orchestrator.delivery set status = 'dead', reason = 'given up: nack', attempts = 9"
                + " where sink = 'rabbitmq' and event_id = '" + id + "'");

        // When
        Api.as(Tokens.platformAdmin())
                .post("/api/v1/events/dead-letters/rabbitmq/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(1));

        // Then
        await().until(() -> about(tenant.id()).size() == 3);
        assertThat(about(tenant.id()).get(2)).isEqualTo(about(tenant.id()).get(1));
        await().until(() -> TestDatabase.query("select status || ' ' || attempts from " + delivery)
                .contains("delivered 1"));
    }

    private void awaitAbout(UUID subject, String... types) {
        await().atMost(Duration.ofSeconds(30)).until(() -> about(subject).size() >= types.length);
        List<JsonObject> told = about(subject);
        assertThat(told).extracting(message -> message.getString("type")).containsExactly(types);
        assertThat(told).extracting(message -> message.getString("id")).doesNotHaveDuplicates();
        told.forEach(message ->
                assertThat(document.mistakes(message)).as(message.encode()).isEmpty());
    }

    private List<JsonObject> about(UUID subject) {
        return messages.stream()
                .filter(message -> subject.toString().equals(message.getString("subject")))
                .toList();
    }
}
