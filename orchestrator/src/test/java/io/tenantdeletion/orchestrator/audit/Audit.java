package io.tenantdeletion.orchestrator.audit;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.api.Api;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The audit log as tests call it. */
public final class Audit {

    /** How the tests' service is named: the test issuer's tokens name no client. */
    public static final String SERVICE =
            "service:" + UUID.nameUUIDFromBytes("service".getBytes(StandardCharsets.UTF_8));

    public static final String PATH = "/api/v1/audit";

    private Audit() {}

    /** Lines by a query such as {@code subject=…}, the last written first. */
    public static JsonPath lines(String query) {
        return Api.as(Tokens.platformAdmin())
                .urlEncodingEnabled(false)
                .get(PATH + "?page_size=500&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The actions of lines, the first written first. */
    public static List<String> actions(String query) {
        List<String> actions = lines(query).getList("items.action");
        java.util.Collections.reverse(actions);
        return actions;
    }

    /** The only line there is by a query; waits for it. */
    public static Map<String, Object> line(String query) {
        Awaitility.await().until(() -> lines(query).getInt("total") > 0);
        JsonPath found = lines(query);
        if (found.getInt("total") != 1) {
            throw new AssertionError(found.prettify());
        }
        return found.getMap("items[0]");
    }

    static String metrics() {
        return RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
    }

    public static JsonPath verification() {
        return Api.as(Tokens.platformAdmin())
                .get(PATH + "/verification")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Writes a line as they were before texts could be erased. */
    static void insertLineOfVersionOne(String reason) {
        verification();
        TestDatabase.execute("""
                set session_replication_role = replica;
                insert into orchestrator.audit_log (seq, event_id, at, actor, action, outcome, reason, detail, prev_hash, hash)
                select seq + 1, id, at, 'service:before', 'test.before', 'done', '%1$s', '{}', hash,
                  encode(sha256(convert_to(jsonb_build_array(hash, seq + 1, id, (extract(epoch from at) * 1000000)::bigint,
                    'service:before', null, 'test.before', null, null, 'done', '%1$s', '{}'::jsonb)::text, 'UTF8')), 'hex')
                from (select seq, hash, gen_random_uuid() as id, now() as at from orchestrator.audit_head) as head;
                update orchestrator.audit_head h set seq = l.seq, hash = l.hash
                from orchestrator.audit_log l where l.seq = h.seq + 1
                """.formatted(reason));
    }

    public static Response append(List<Map<String, Object>> events) {
        return Api.service()
                .contentType(ContentType.JSON)
                .body(Map.of("events", events))
                .post(PATH);
    }

    public static Map<String, Object> event(UUID subject, String action) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", UUID.randomUUID().toString());
        event.put("at", "2026-01-31T12:34:56.123456Z");
        event.put("actor", "22222222-2222-4222-8222-222222222222");
        event.put("source", "192.0.2.7");
        event.put("action", action);
        event.put("subject", subject.toString());
        event.put("outcome", "done");
        event.put("detail", Map.of("members", 12));
        return event;
    }
}
