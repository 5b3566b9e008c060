package io.tenantdeletion.orchestrator.api;

import io.tenantdeletion.commons.audit.AuditEvent;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an event must be before it may become a line; anything else is a 400 problem that says which event is wrong. */
final class AuditEventCheck {

    private static final int MAX_REASON = 1000;
    private static final int MAX_DETAIL = 4000;
    private static final Pattern ACTION = Pattern.compile("[a-z0-9_]{1,50}(\\.[a-z0-9_]{1,50}){1,3}");
    private static final Pattern ACTOR = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final Pattern SOURCE = Pattern.compile("[0-9a-fA-F.:]{2,45}(%[\\w.-]{1,30})?");
    private static final Pattern REASON = Pattern.compile(StartDeletion.TEXT);
    private static final Set<String> OUTCOMES = Set.of(AuditEvent.DONE, AuditEvent.REFUSED, AuditEvent.FAILED);

    private AuditEventCheck() {}

    static void check(int index, AuditEvent event) {
        require(index, "event_id is needed", event.eventId() != null);
        require(index, "at must be a time between the years 2000 and 9999", isTime(event));
        require(index, "actor takes 1 to 200 visible ASCII characters", matches(ACTOR, event.actor()));
        require(index, "source takes a network address", event.source() == null || matches(SOURCE, event.source()));
        require(index, "action takes lower-case words joined by dots", matches(ACTION, event.action()));
        require(index, "outcome is done, refused or failed", OUTCOMES.contains(String.valueOf(event.outcome())));
        require(index, "reason takes at most 1000 characters, no control characters", isReason(event.reason()));
        require(index, "detail takes at most 4000 characters of JSON, without zero bytes", isDetail(event.detail()));
    }

    private static void require(int index, String what, boolean fulfilled) {
        if (!fulfilled) {
            throw RequestParameters.invalid("events[" + index + "]: " + what + ".");
        }
    }

    private static boolean isTime(AuditEvent event) {
        return event.at() != null && RequestTimes.isSensible(event.at());
    }

    private static boolean isReason(String reason) {
        return reason == null || reason.length() <= MAX_REASON && matches(REASON, reason);
    }

    private static boolean isDetail(Map<String, Object> detail) {
        String json = new JsonObject(detail).encode();
        return json.length() <= MAX_DETAIL && !json.contains("\\u0000") && isText(json);
    }

    /** Half a character, in a member's name for instance, would be written down as a question mark. */
    private static boolean isText(String json) {
        return new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(json);
    }

    private static boolean matches(Pattern pattern, String value) {
        return value != null && pattern.matcher(value).matches();
    }
}
