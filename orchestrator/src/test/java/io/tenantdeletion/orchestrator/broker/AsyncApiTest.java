package io.tenantdeletion.orchestrator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.test.AsyncApi;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final AsyncApi document = published();

    private static AsyncApi published() {
        try (InputStream file = AsyncApiTest.class.getResourceAsStream("/META-INF/resources/api/v1/asyncapi.yaml")) {
            return AsyncApi.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void everyTypeIsDocumentedAndNoOther() {
        Set<String> types = Set.copyOf(EventTypes.ALL);

        assertThat(document.types()).isEqualTo(types);
        assertThat(document.channelMessages()).isEqualTo(document.messages());
    }

    @Test
    void aMessageIsMeasuredByItsType() {
        // Given
        UUID tenant = UUID.randomUUID();
        JsonObject data = new JsonObject()
                .put("tenant_id", tenant.toString())
                .put("job_id", UUID.randomUUID().toString())
                .put("total_items_deleted", 3)
                .put("services", new JsonObject().put("orders", 3))
                .put("completed_at", Instant.now().toString());
        Event event =
                new Event(UUID.randomUUID(), EventTypes.TENANT_DELETED, "orchestrator", tenant, Instant.now(), data);

        // Then
        assertThat(document.mistakes(event.toCloudEvent())).isEmpty();
        assertThat(document.mistakes(event.toCloudEvent().put("type", "tenant.made")))
                .isNotEmpty();

        // When
        data.put("owner_name", "somebody");

        // Then
        assertThat(document.mistakes(event.toCloudEvent())).isNotEmpty();
    }
}
