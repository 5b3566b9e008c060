package io.tenantdeletion.orchestrator.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a service's event.
 *
 * @param id the event's
 * @param status {@code accepted}: it is written down, now or before; {@code retry}: send it again later;
 *     {@code refused}: it never will be
 * @param reason why not; absent where it is
 */
@Schema(name = "TakenEvent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventResult(String id, String status, String reason) {

    static EventResult accepted(String id) {
        return new EventResult(id, "accepted", null);
    }

    static EventResult retry(String id, String reason) {
        return new EventResult(id, "retry", reason);
    }

    static EventResult refused(String id, String reason) {
        return new EventResult(id, "refused", reason);
    }
}
