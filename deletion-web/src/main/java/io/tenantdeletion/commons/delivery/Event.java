package io.tenantdeletion.commons.delivery;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What happened to a subject, with the attributes of CloudEvents 1.0.
 *
 * @param id the same in every delivery of this event, and for all who tell of the same change
 * @param type one of {@link EventTypes}, or another one's own
 * @param source who tells it
 * @param subject the tenant or user it is about; the order of one subject's events is kept
 * @param time when it happened
 * @param data ids, counts, times and configuration's words only: nothing that somebody typed, nothing personal
 */
public record Event(UUID id, String type, String source, UUID subject, Instant time, JsonObject data) {

    /** The id of what a job tells: everybody who tells it finds the same. */
    public static UUID id(String type, UUID job) {
        return UUID.nameUUIDFromBytes((type + ":" + job).getBytes(StandardCharsets.UTF_8));
    }

    /** CloudEvents 1.0, structured JSON. */
    public JsonObject toCloudEvent() {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", id.toString())
                .put("type", type)
                .put("source", source)
                .put("subject", subject.toString())
                .put("time", time.toString())
                .put("datacontenttype", "application/json")
                .put("data", data.getMap());
    }
}
