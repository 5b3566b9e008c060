package io.tenantdeletion.commons.test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Calls of the contract, for tenants and users alike.
 *
 * @param path of the data, with two parameters: {@code name} and the subject's id
 * @param name the service's, or its users' data's, name in paths
 * @param serviceName the service's name in bodies
 * @param member which member of an answer names the subject, such as {@code tenant_id}
 */
record ContractCalls(String path, String name, String serviceName, String member) {

    /** Counts, as a service; checks the form of the answer. */
    JsonPath preview(UUID subject) {
        return given().auth()
                .oauth2(Tokens.service())
                .get(path + "/deletion-preview", name, subject)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .header("Deletion-Plan-Version", org.hamcrest.Matchers.matchesPattern("[0-9a-f]{16}"))
                .body(member, is(subject.toString()))
                .body("service", is(serviceName))
                .extract()
                .jsonPath();
    }

    /** Deletes, as a service, until nothing is left; gives the rows deleted per table, over all calls. */
    Map<String, Long> purge(UUID subject) {
        return purge(subject, Map.of());
    }

    /** The same, with these headers. */
    Map<String, Long> purge(UUID subject, Map<String, String> headers) {
        Map<String, Long> counts = new TreeMap<>();
        boolean complete = false;
        while (!complete) {
            JsonPath answer = given().auth()
                    .oauth2(Tokens.service())
                    .headers(headers)
                    .delete(path, name, subject)
                    .then()
                    .log()
                    .ifValidationFails()
                    .statusCode(oneOf(200, 202))
                    .body("summary." + member, is(subject.toString()))
                    .body("summary.service_name", is(serviceName))
                    .body("summary.success", is(true))
                    .extract()
                    .jsonPath();
            longs(answer.get("summary.deleted_counts")).forEach((table, rows) -> counts.merge(table, rows, Long::sum));
            complete = !Boolean.FALSE.equals(answer.get("complete"));
        }
        return counts;
    }

    /** Headers of a purge that can be undone, and of the call that does so. */
    static Map<String, String> keeping() {
        return Map.of(
                "Deletion-Job-Id", UUID.randomUUID().toString(),
                "Deletion-Restore-Key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "Deletion-Restore-Until", Instant.now().plus(Duration.ofDays(1)).toString());
    }

    /** Puts back what was purged with these headers, as a service. */
    void restore(UUID subject, Map<String, String> headers) {
        given().auth()
                .oauth2(Tokens.service())
                .headers(headers)
                .post(path + "/restore", name, subject)
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .body(member, is(subject.toString()))
                .body("service", is(serviceName));
    }

    /** Expects a deletion by this token, or none, to be refused. */
    void refusesDeletion(int status, String token, Object subject) {
        var request = token == null ? given() : given().auth().oauth2(token);
        request.delete(path, name, subject)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status));
    }

    /** Expects a preview by this token, or none, to be refused. */
    void refusesPreview(int status, String token, Object subject) {
        var request = token == null ? given() : given().auth().oauth2(token);
        request.get(path + "/deletion-preview", name, subject)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status));
    }

    static Map<String, Long> longs(Map<String, Integer> counts) {
        Map<String, Long> longs = new TreeMap<>();
        counts.forEach((table, rows) -> longs.put(table, rows.longValue()));
        return longs;
    }

    static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
