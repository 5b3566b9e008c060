package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.commons.test.AsyncApi;
import io.tenantdeletion.embedded.BakeryRealm;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What a quickstart's own deletions told over its broker, beside the document that its orchestrator serves. */
final class ToldEvents {

    private final AsyncApi document;
    private final EventWatch watch;

    private ToldEvents(AsyncApi document, EventWatch watch) {
        this.document = document;
        this.watch = watch;
    }

    /** Listens from now on. */
    static ToldEvents listen(Map<String, String> facts) throws IOException {
        URI document = URI.create(facts.get("ORCHESTRATOR_URL") + "/api/v1/asyncapi.yaml");
        EventWatch watch = EventWatch.of(facts.get("RABBITMQ_URL"));
        try (InputStream yaml = document.toURL().openStream()) {
            return new ToldEvents(AsyncApi.read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)), watch);
        }
    }

    /** What went with a deletion comes before it, in whichever outbox it was written; and each is as documented. */
    void areInOrderAndAsDocumented() {
        List<JsonNode> tenant = about(DemoTenant.LARGE.id());
        List<JsonNode> staying = about(DemoTenant.STAYING.id());
        List<JsonNode> user = about(BakeryRealm.LEAVER.id());
        watch.close();

        assertThat(types(tenant)).containsSubsequence("subscription.cancelled", "tenant.deleted");
        assertThat(types(staying)).containsExactly("ownership.transferred");
        assertThat(types(user)).containsSubsequence("user.deletion_requested", "user.deleted");
        assertThat(Stream.of(tenant, staying, user).flatMap(List::stream))
                .allSatisfy(event -> assertThat(document.mistakes(new JsonObject(event.toString())))
                        .as(event.toString())
                        .isEmpty());
    }

    private List<JsonNode> about(UUID subject) {
        try (Lifeline lifeline = new Lifeline()) {
            return watch.about(subject, "", Duration.ZERO, lifeline);
        }
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }
}
