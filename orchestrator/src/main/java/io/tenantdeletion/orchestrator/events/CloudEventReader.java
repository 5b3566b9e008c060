package io.tenantdeletion.orchestrator.events;

import io.tenantdeletion.commons.contract.Identifiers;
import io.tenantdeletion.commons.contract.RequestTimes;
import io.tenantdeletion.commons.delivery.Event;
import io.tenantdeletion.commons.delivery.EventTypes;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what a service tells; whatever goes on to the world is ids, counts, times and words. */
final class CloudEventReader {

    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,40}(\\.[a-z_]{1,40}){1,3}");
    private static final Pattern SOURCE = Pattern.compile("[a-zA-Z0-9/:._-]{1,100}");
    /** An id, a time, or a word. */
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9_.:+-]{0,64}");

    private static final int MOST_MEMBERS = 50;
    private static final int DEEPEST = 3;
    /** What only the orchestrator knows. */
    private static final Set<String> OWN = Set.of(
            EventTypes.TENANT_DELETION_REQUESTED,
            EventTypes.TENANT_DELETION_CANCELLED,
            EventTypes.TENANT_DELETION_FAILED,
            EventTypes.TENANT_DELETION_ROLLED_BACK,
            EventTypes.TENANT_RESTORED,
            EventTypes.USER_DELETION_REQUESTED,
            EventTypes.USER_DELETION_CANCELLED,
            EventTypes.USER_DELETION_FAILED,
            EventTypes.USER_DELETED,
            EventTypes.USER_RESTORED,
            EventTypes.CERTIFICATE_ISSUED);

    private CloudEventReader() {}

    /** Fails with a 400 problem that says what is wrong. */
    static Event read(JsonObject json) {
        require("specversion is 1.0", "1.0".equals(json.getValue("specversion")));
        String type = text(json, "type");
        require("type takes lower-case words joined by dots", TYPE.matcher(type).matches());
        require("events of this type are the orchestrator's", !OWN.contains(type));
        String source = text(json, "source");
        require("source takes a name", SOURCE.matcher(source).matches());
        JsonObject data = json.getValue("data") instanceof JsonObject members ? members : null;
        require("data takes ids, counts, times and words", data != null && areWords(data, DEEPEST));
        require("job_id is a UUID", !data.containsKey("job_id") || uuid(data, "job_id") != null);
        return new Event(
                uuid(json, "id"),
                type,
                source,
                uuid(json, "subject"),
                RequestTimes.time("time", text(json, "time")),
                data);
    }

    private static boolean areWords(Object value, int depth) {
        if (value instanceof String text) {
            return WORD.matcher(text).matches();
        }
        if (value instanceof JsonArray items) {
            return depth > 0
                    && items.size() <= MOST_MEMBERS
                    && items.stream().allMatch(item -> areWords(item, depth - 1));
        }
        if (value instanceof JsonObject members) {
            return depth > 0
                    && members.size() <= MOST_MEMBERS
                    && members.stream().allMatch(member -> isWord(member, depth - 1));
        }
        return value == null || value instanceof Number || value instanceof Boolean;
    }

    private static boolean isWord(Map.Entry<String, Object> member, int depth) {
        return WORD.matcher(member.getKey()).matches() && areWords(member.getValue(), depth);
    }

    private static String text(JsonObject json, String name) {
        require(name + " is needed", json.getValue(name) instanceof String);
        return json.getString(name);
    }

    private static UUID uuid(JsonObject json, String name) {
        return Identifiers.parse(name, text(json, name));
    }

    private static void require(String what, boolean fulfilled) {
        if (!fulfilled) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, what + ".");
        }
    }
}
