package io.tenantdeletion.orchestrator.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.orchestrator.job.JobKind;
import io.tenantdeletion.orchestrator.job.Subject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Reads what a participant answered and believes only what the contract allows: the right status, the right tenant,
 * counts that can be counts. Anything else is a failure, and never a deletion that happened. What is believed leaves
 * here as {@link PlainText}.
 */
@Singleton
class Answers {

    /** More is no number of rows, and sums of it would overflow. */
    private static final long MAX_COUNT = 1_000_000_000_000_000L;

    private final ObjectReader reader;

    Answers(ObjectMapper json) {
        this.reader = json.copy()
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
                .reader()
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * The answer to a DELETE; {@code success: false} is an answer too, and whoever tells of errors has had no success,
     * whatever it says.
     */
    DataDeletionResponse purge(RestResponse<String> answer, Subject subject) {
        int status = answer.getStatus();
        requireSuccess(answer);
        DataDeletionResponse body = parse(answer, DataDeletionResponse.class);
        DataDeletionResult summary = body.summary();
        require(summary != null, "the summary is missing");
        requireAbout(subject, summary.tenantId(), summary.userId());
        requireCounts(summary.deletedCounts());
        if (summary.jobCounts() != null) {
            requireCounts(summary.jobCounts());
        }
        require(status == 200 || status == 202, "status " + status + " is not an answer to this call");
        require((status == 200) == body.isComplete(), "status " + status + " contradicts complete: " + body.complete());
        Double progress = body.progress();
        require(progress == null || (progress >= 0 && progress <= 1), "progress is not between 0 and 1");
        return new DataDeletionResponse(
                PlainText.line(body.message(), PlainText.MAX_DETAIL), plain(summary), body.complete(), progress);
    }

    /** The answer to a preview; its total is added up again. */
    CountedPreview preview(RestResponse<String> answer, Subject subject) {
        requireSuccess(answer);
        DataPreview body = parse(answer, DataPreview.class);
        requireAbout(subject, body.tenantId(), body.userId());
        requireCounts(body.preview());
        String service = PlainText.line(body.service(), PlainText.MAX_NAME);
        Map<String, Long> counts = PlainText.counts(body.preview());
        DataPreview plain = subject.kind() == JobKind.TENANT
                ? DataPreview.of(subject.tenant(), service, counts)
                : DataPreview.of(subject.user(), service, counts);
        return new CountedPreview(
                plain, PlainText.line(answer.getHeaderString(DeletionHeaders.PLAN_VERSION), PlainText.MAX_NAME));
    }

    private static DataDeletionResult plain(DataDeletionResult summary) {
        return new DataDeletionResult(
                summary.tenantId(),
                summary.userId(),
                PlainText.line(summary.serviceName(), PlainText.MAX_NAME),
                summary.success() && summary.errors().isEmpty(),
                PlainText.counts(summary.deletedCounts()),
                summary.jobCounts() == null ? null : PlainText.counts(summary.jobCounts()),
                PlainText.errors(summary.errors()),
                summary.timestamp());
    }

    /** A body of this type, where the status says success. */
    <T> T success(RestResponse<String> answer, Class<T> type) {
        requireSuccess(answer);
        return parse(answer, type);
    }

    /** Which of our own problems it is; empty where it is none, such as the answer of a proxy in between. */
    Optional<String> problem(RestResponse<String> answer) {
        try {
            String type = parse(answer, JsonNode.class).path("type").asText();
            return type.startsWith(ProblemType.PREFIX)
                    ? Optional.of(PlainText.line(type.substring(ProblemType.PREFIX.length()), PlainText.MAX_NAME))
                    : Optional.empty();
        } catch (ParticipantException notJson) {
            return Optional.empty();
        }
    }

    private <T> T parse(RestResponse<String> answer, Class<T> type) {
        try {
            T body = reader.forType(type).readValue(text(answer));
            require(body != null, "the body is empty");
            return body;
        } catch (JsonProcessingException malformed) {
            throw new ParticipantException(FailureKind.INVALID_ANSWER, "the body is not the contract's JSON");
        }
    }

    private static void requireSuccess(RestResponse<String> answer) {
        int status = answer.getStatus();
        if (status >= 400) {
            throw new ParticipantException(FailureKind.of(status), "status " + status + described(answer));
        }
    }

    private static String described(RestResponse<String> answer) {
        String body = text(answer);
        return body.isBlank() ? "" : " " + body;
    }

    /** The client reads an entity only where the status says success; of an error it hands the received bytes. */
    private static String text(RestResponse<?> answer) {
        Object entity = answer.getEntity();
        try (InputStream bytes = entity instanceof InputStream stream ? stream : InputStream.nullInputStream()) {
            return entity instanceof String text ? text : new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static void requireAbout(Subject asked, TenantId tenant, UserId user) {
        if (asked.kind() == JobKind.TENANT) {
            require(asked.tenant().equals(tenant), "it speaks of another tenant");
        } else {
            require(asked.user().equals(user), "it speaks of another user");
        }
    }

    static void requireCounts(Map<String, Long> counts) {
        require(
                counts.values().stream().allMatch(count -> count != null && count >= 0 && count <= MAX_COUNT),
                "a count is not a number of rows");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParticipantException(FailureKind.INVALID_ANSWER, otherwise);
        }
    }
}
