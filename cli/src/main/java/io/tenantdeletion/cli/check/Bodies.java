package io.tenantdeletion.cli.check;

import static io.tenantdeletion.cli.check.MismatchException.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantdeletion.cli.Http;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What answers have to look like; each check fails with the first difference. */
final class Bodies {

    private Bodies() {}

    /** A preview; gives its rows per table. */
    static Map<String, Long> preview(Http.Answer answer, Subject subject) {
        status(answer, 200);
        names(answer.body(), subject, "service");
        Map<String, Long> counts = counts(answer.body(), "preview");
        total(answer.body(), "total_records", counts);
        text(answer.body(), "warning");
        return counts;
    }

    /** The answer to a deletion; gives the rows that this call removed per table. */
    static Map<String, Long> deletion(Http.Answer answer, Subject subject) {
        require(
                answer.status() == 200 || answer.status() == 202,
                "status " + answer.status() + " instead of 200 or 202: " + Http.problem(answer) + findings(answer));
        JsonNode body = answer.body();
        text(body, "message");
        JsonNode summary = body.path("summary");
        require(summary.isObject(), "summary is not an object");
        names(summary, subject, "service_name");
        require(summary.path("success").isBoolean(), "summary.success is not a boolean");
        require(summary.path("errors").isArray(), "summary.errors is not a list");
        require(
                summary.path("success").asBoolean() == summary.path("errors").isEmpty(),
                "summary.success contradicts summary.errors");
        require(summary.path("success").asBoolean(), "it did not succeed: " + summary.path("errors"));
        time(summary, "timestamp");
        Map<String, Long> counts = counts(summary, "deleted_counts");
        boolean complete = body.path("complete").asBoolean(true);
        require(
                complete == (answer.status() == 200),
                "status " + answer.status() + " contradicts complete: " + body.path("complete"));
        require(
                !body.path("waiting").isTextual() || sum(counts) == 0,
                "it waits (" + body.path("waiting") + "), and claims rows all the same");
        return counts;
    }

    /** A fence that stands; gives since when. */
    static String fence(Http.Answer answer, Subject subject) {
        require(
                answer.status() == 200,
                "status " + answer.status() + " instead of 200: " + Http.problem(answer) + findings(answer));
        names(answer.body(), subject, "service");
        text(answer.body(), "plan_version");
        time(answer.body(), "fenced_at");
        return answer.body().path("fenced_at").asText();
    }

    /** A verification that has counted; gives the rows that are left per table. */
    static Map<String, Long> verification(Http.Answer answer, Subject subject) {
        status(answer, 200);
        JsonNode body = answer.body();
        names(body, subject, "service");
        Map<String, Long> residual = counts(body, "residual");
        total(body, "total_residual", residual);
        time(body, "verified_at");
        if (body.hasNonNull("touched_others")) {
            Map<String, Long> touched = counts(body, "touched_others");
            require(sum(touched) == 0, "rows of others were changed: " + touched);
        }
        return residual;
    }

    /** What was put back, in rows. */
    static long restored(Http.Answer answer, Subject subject) {
        status(answer, 200);
        names(answer.body(), subject, "service");
        Map<String, Long> counts = counts(answer.body(), "restored_counts");
        total(answer.body(), "total_restored", counts);
        return sum(counts);
    }

    /** Problem details. */
    static void problem(Http.Answer answer, int status) {
        status(answer, status);
        require(
                answer.type().toLowerCase(Locale.ROOT).startsWith("application/problem+json"),
                "the media type is '" + answer.type() + "' instead of application/problem+json");
        text(answer.body(), "type");
        require(!answer.body().path("type").asText().equals("about:blank"), "type is about:blank: it says nothing");
        text(answer.body(), "title");
        require(
                answer.body().path("status").asInt() == status,
                "member status is " + answer.body().path("status") + " instead of " + status);
    }

    static void status(Http.Answer answer, int status) {
        require(answer.status() == status, "status " + answer.status() + " instead of " + status);
        require(
                status == 204 || answer.body().isContainerNode(),
                "the body is no JSON (media type '" + answer.type() + "')");
    }

    static void text(JsonNode body, String member) {
        require(
                body.path(member).isTextual() && !body.path(member).asText().isBlank(),
                member + " is missing, or not a text");
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void names(JsonNode body, Subject subject, String service) {
        String id = body.path(subject.member()).asText();
        require(
                id.equalsIgnoreCase(subject.id().toString()),
                subject.member() + " is '" + id + "' instead of " + subject.id());
        require(
                body.path(service).asText().equals(subject.service()),
                service + " is " + body.path(service) + " instead of \"" + subject.service() + "\"");
    }

    static Map<String, Long> counts(JsonNode body, String member) {
        require(body.path(member).isObject(), member + " is not an object of tables and rows");
        Map<String, Long> counts = new TreeMap<>();
        body.path(member).properties().forEach(table -> {
            require(
                    table.getValue().isIntegralNumber() && table.getValue().asLong() >= 0,
                    member + "." + table.getKey() + " is not a number of rows: " + table.getValue());
            counts.put(table.getKey(), table.getValue().asLong());
        });
        return counts;
    }

    private static void total(JsonNode body, String member, Map<String, Long> counts) {
        require(
                body.path(member).isIntegralNumber() && body.path(member).asLong() == sum(counts),
                member + " is " + body.path(member) + ", and the tables sum up to " + sum(counts));
    }

    private static void time(JsonNode body, String member) {
        try {
            OffsetDateTime.parse(body.path(member).asText());
        } catch (DateTimeException noTime) {
            throw new MismatchException(
                    member + " is " + body.path(member) + ", which is no time such as 2026-01-31T12:34:56Z");
        }
    }

    private static String findings(Http.Answer answer) {
        return answer.body().path("findings").isEmpty()
                ? ""
                : " " + answer.body().path("findings");
    }
}
