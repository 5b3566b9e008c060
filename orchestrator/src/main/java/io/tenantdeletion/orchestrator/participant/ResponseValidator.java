package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.BlockingTransaction;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.DataDeletionResult;
import io.tenantdeletion.commons.contract.DataPreview;
import io.tenantdeletion.commons.contract.DeletionFence;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.DeletionPlanView;
import io.tenantdeletion.commons.contract.DeletionVerification;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.PendingVerification;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.PlainText;
import io.tenantdeletion.orchestrator.job.Fence;
import io.tenantdeletion.orchestrator.job.Verification;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Reads what a participant answered and believes only what the contract allows: the right status, the right tenant,
 * counts that can be counts. Anything else is a failure, and never a deletion that happened. What is believed leaves
 * here as {@link PlainText}.
 */
@Singleton
class ResponseValidator {

    /** More is no number of rows, and sums of it would overflow. */
    private static final long MAX_COUNT = 1_000_000_000_000_000L;

    private final ResponseBodies bodies;

    ResponseValidator(ResponseBodies bodies) {
        this.bodies = bodies;
    }

    /**
     * The answer to a DELETE; {@code success: false} is an answer too, and whoever tells of errors has had no success,
     * whatever it says.
     */
    DataDeletionResponse purge(RestResponse<String> answer, ExpectedSubject asked) {
        int status = answer.getStatus();
        requireSuccess(answer);
        DataDeletionResponse body = bodies.parse(answer, DataDeletionResponse.class);
        DataDeletionResult summary = body.summary();
        require(summary != null, "the summary is missing");
        asked.requireAnswered(summary.tenantId(), summary.userId(), summary.serviceName());
        requireCounts(summary.deletedCounts());
        if (summary.jobCounts() != null) {
            requireCounts(summary.jobCounts());
        }
        require(status == 200 || status == 202, "status " + status + " is not an answer to this call");
        require((status == 200) == body.isComplete(), "status " + status + " contradicts complete: " + body.complete());
        Double progress = body.progress();
        require(!body.isWaiting() || summary.totalDeleted() == 0, "it waits, and claims rows all the same");
        require(progress == null || (progress >= 0 && progress <= 1), "progress is not between 0 and 1");
        return new DataDeletionResponse(
                PlainText.line(body.message(), PlainText.MAX_DETAIL),
                plain(summary),
                body.complete(),
                progress,
                PlainText.line(body.waiting(), PlainText.MAX_NAME));
    }

    /** The answer to a preview; its total is added up again. */
    CountedPreview preview(RestResponse<String> answer, ExpectedSubject asked) {
        requireSuccess(answer);
        DataPreview body = bodies.parse(answer, DataPreview.class);
        asked.requireAnswered(body.tenantId(), body.userId(), body.service());
        requireCounts(body.preview());
        String service = PlainText.line(body.service(), PlainText.MAX_NAME);
        Map<String, Long> counts = PlainText.counts(body.preview());
        return new CountedPreview(
                DataPreview.of(asked.subject(), service, counts).withFindings(Findings.plain(body.findings())),
                PlainText.line(answer.getHeaderString(DeletionHeaders.PLAN_VERSION), PlainText.MAX_NAME));
    }

    /** What a service says about itself; one of another make may know nothing of plans, and is there all the same. */
    DeletionPlanView plan(RestResponse<String> answer) {
        if (answer.getStatus() == 404 || answer.getStatus() == 405) {
            return new DeletionPlanView(null, null, List.of(), List.of(), List.of());
        }
        requireSuccess(answer);
        requireStatus(answer, 200);
        DeletionPlanView plan = bodies.parse(answer, DeletionPlanView.class);
        return new DeletionPlanView(
                PlainText.line(plan.service(), PlainText.MAX_NAME),
                PlainText.line(plan.version(), PlainText.MAX_NAME),
                List.of(),
                List.of(),
                Findings.plain(plan.findings()));
    }

    /** The answer to a fence that was asked for. */
    Fence fence(RestResponse<String> answer, ExpectedSubject asked) {
        requireSuccess(answer);
        requireStatus(answer, 200);
        DeletionFence body = bodies.parse(answer, DeletionFence.class);
        asked.requireAnswered(body.tenantId(), body.userId(), body.service());
        return new Fence(PlainText.line(body.planVersion(), PlainText.MAX_NAME), body.fencedAt());
    }

    /** The answer to a fence that is not wanted any more. */
    boolean lifted(RestResponse<String> answer) {
        requireSuccess(answer);
        require(answer.getStatus() < 300, "status " + answer.getStatus() + " is not an answer to this call");
        return true;
    }

    /** The answer to a verification: counts, or for whom they wait. */
    Verification verification(RestResponse<String> answer, ExpectedSubject asked) {
        requireSuccess(answer);
        if (answer.getStatus() == 202) {
            PendingVerification body = bodies.parse(answer, PendingVerification.class);
            asked.requireAnswered(body.tenantId(), body.userId(), body.service());
            return Verification.waiting(body.waitingFor().stream()
                    .limit(PlainText.MAX_ERRORS)
                    .map(ResponseValidator::plain)
                    .toList());
        }
        requireStatus(answer, 200);
        DeletionVerification body = bodies.parse(answer, DeletionVerification.class);
        asked.requireAnswered(body.tenantId(), body.userId(), body.service());
        requireCounts(body.residual());
        requireCounts(body.touchedOthers());
        require(total(body.residual()) == body.totalResidual(), "total_residual is not the sum of residual");
        return Verification.counted(
                        Verification.Source.VERIFICATION,
                        PlainText.counts(body.residual()),
                        PlainText.counts(body.touchedOthers()),
                        body.verifiedAt())
                .in(PlainText.line(body.database(), PlainText.MAX_NAME));
    }

    /** The answer to a restore; 202 while it goes on. */
    RestoredRows restored(RestResponse<String> answer, ExpectedSubject asked) {
        requireSuccess(answer);
        RestoredRows body = bodies.parse(answer, RestoredRows.class);
        asked.requireAnswered(body.tenantId(), body.userId(), body.service());
        requireCounts(body.restoredCounts());
        require(
                answer.getStatus() == (body.isComplete() ? 200 : 202),
                "status " + answer.getStatus() + " contradicts complete: " + body.complete());
        require(total(body.restoredCounts()) == body.totalRestored(), "total_restored is not the sum of its counts");
        return new RestoredRows(
                body.tenantId(),
                body.userId(),
                PlainText.line(body.service(), PlainText.MAX_NAME),
                PlainText.counts(body.restoredCounts()),
                body.totalRestored(),
                body.verified(),
                body.complete());
    }

    /** The answer to a count or a removal of what is outside; 202 while there is more to remove. */
    ExternalDataRemoval externalData(RestResponse<String> answer, ExpectedSubject asked) {
        requireSuccess(answer);
        ExternalDataRemoval body = bodies.parse(answer, ExternalDataRemoval.class);
        asked.requireAnswered(body.tenantId(), body.userId(), body.service());
        require(
                answer.getStatus() == (body.isComplete() ? 200 : 202),
                "status " + answer.getStatus() + " contradicts complete: " + body.complete());
        Map<String, ExternalDataRemoval.Counts> stores = new TreeMap<>();
        body.stores().forEach((store, counts) -> {
            require(counts != null, "a store has no counts");
            requireCounts(Map.of(
                    "removed", counts.removed(),
                    "refused", counts.refused(),
                    "not_configured", counts.notConfigured(),
                    "waiting", counts.waiting()));
            stores.put(PlainText.line(store, PlainText.MAX_NAME), counts);
        });
        return new ExternalDataRemoval(
                body.tenantId(),
                body.userId(),
                PlainText.line(body.service(), PlainText.MAX_NAME),
                stores,
                body.complete());
    }

    private static BlockingTransaction plain(BlockingTransaction one) {
        return new BlockingTransaction(
                one.pid(),
                PlainText.line(one.applicationName(), PlainText.MAX_NAME),
                one.since(),
                PlainText.line(one.gid(), PlainText.MAX_NAME));
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
        return bodies.parse(answer, type);
    }

    /** Which of our own problems it is; empty where it is none, such as the answer of a proxy in between. */
    Optional<String> problem(RestResponse<String> answer) {
        return bodies.problem(answer);
    }

    private void requireSuccess(RestResponse<String> answer) {
        if (answer.getStatus() >= 400) {
            throw new CallException(bodies.failure(answer));
        }
    }

    private static void requireStatus(RestResponse<String> answer, int status) {
        require(answer.getStatus() == status, "status " + answer.getStatus() + " is not an answer to this call");
    }

    static void requireCounts(Map<String, Long> counts) {
        require(
                counts.values().stream().allMatch(count -> count != null && count >= 0 && count <= MAX_COUNT),
                "a count is not a number of rows");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CallException(FailureKind.INVALID_ANSWER, otherwise);
        }
    }
}
