package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.PlainText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** Reads bodies, strictly: a number is no text, and a fraction no count. */
@Singleton
class ResponseBodies {

    /** What services say where they refuse for a reason that a person can see to. */
    private static final Set<String> REFUSALS =
            Set.of(ProblemType.DELETION_REFUSED.slug(), "restore-refused", "restore-window-over");

    private final ObjectReader reader;

    ResponseBodies(ObjectMapper json) {
        this.reader = json.copy()
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
                .reader()
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The body as a value of this type; fails where it is none. */
    <T> T parse(RestResponse<String> answer, Class<T> type) {
        return parse(text(answer), type);
    }

    private <T> T parse(String text, Class<T> type) {
        try {
            T body = reader.forType(type).readValue(text);
            ResponseValidator.require(body != null, "the body is empty");
            return body;
        } catch (JsonProcessingException malformed) {
            throw new CallException(FailureKind.INVALID_ANSWER, "the body is not the contract's JSON");
        }
    }

    /** Which of our own problems it is; empty where it is none, such as the answer of a proxy in between. */
    Optional<String> problem(RestResponse<String> answer) {
        return problem(text(answer)).map(ResponseBodies::slug);
    }

    private Optional<JsonNode> problem(String text) {
        try {
            return Optional.of(parse(text, JsonNode.class))
                    .filter(body -> body.path("type").asText().startsWith(ProblemType.PREFIX));
        } catch (CallException notJson) {
            return Optional.empty();
        }
    }

    private static String slug(JsonNode problem) {
        String type = problem.path("type").asText();
        return PlainText.line(type.substring(ProblemType.PREFIX.length()), PlainText.MAX_NAME);
    }

    /** Why an answer whose status says no is none, with what it found in the way. */
    Failure failure(RestResponse<String> answer) {
        int status = answer.getStatus();
        String text = text(answer);
        return Optional.of(text)
                .filter(body -> status >= 400 && status < 500)
                .flatMap(this::problem)
                .filter(problem -> REFUSALS.contains(slug(problem)))
                .map(ResponseBodies::refusal)
                .orElseGet(() ->
                        new Failure(FailureKind.of(status), "status " + status + (text.isBlank() ? "" : " " + text)));
    }

    private static Failure refusal(JsonNode problem) {
        return new Failure(
                FailureKind.REFUSED,
                slug(problem) + ", " + problem.path("detail").asText(ProblemType.DELETION_REFUSED.title()),
                Findings.refusals(Findings.of(problem.path("findings"))));
    }

    /** The client reads an entity only where the status says success; of an error it hands the received bytes, once. */
    private static String text(RestResponse<?> answer) {
        Object entity = answer.getEntity();
        try (InputStream bytes = entity instanceof InputStream stream ? stream : InputStream.nullInputStream()) {
            return entity instanceof String text ? text : new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
