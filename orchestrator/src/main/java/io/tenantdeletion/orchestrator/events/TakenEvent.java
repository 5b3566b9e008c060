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
public record TakenEvent(String id, String status, String reason) {

    static TakenEvent accepted(String id) {
        return new TakenEvent(id, "accepted", null);
    }

    static TakenEvent retry(String id, String reason) {
        return new TakenEvent(id, "retry", reason);
    }

    static TakenEvent refused(String id, String reason) {
        return new TakenEvent(id, "refused", reason);
    }
}
