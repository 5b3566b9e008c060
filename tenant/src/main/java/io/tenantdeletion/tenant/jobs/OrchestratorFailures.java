package io.tenantdeletion.tenant.jobs;

import io.smallrye.mutiny.TimeoutException;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.vertx.core.VertxException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** What a failed call to the orchestrator means for whoever asked us. */
final class OrchestratorFailures {

    private static final Logger LOG = Logger.getLogger(OrchestratorFailures.class);

    private static final String PREFIX = "urn:tenant-deletion:problem:";
    private static final String OPEN_JOB = PREFIX + "deletion-job-open";
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance");

    /** Refusals that are about the caller's request; all others are about ours. */
    private static final Set<Integer> ABOUT_THE_REQUEST = Set.of(400, 404, 409, 422, 429);

    private OrchestratorFailures() {}

    /** Whether the tenant already has an open job, which the failure names. */
    static boolean isOpenJob(Throwable failure) {
        return failure instanceof Refusal refusal
                && refusal.status() == 409
                && OPEN_JOB.equals(refusal.body().path("type").asText());
    }

    /** The job that {@link #isOpenJob} found. */
    static JobId openJob(Throwable failure) {
        return DeletionJob.id(((Refusal) failure).body());
    }

    /** Whether the connection failed, so that no answer can come any more. */
    static boolean brokeOff(Throwable failure) {
        if (failure instanceof Refusal || failure instanceof TimeoutException) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }

    static ProblemException asProblem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        if (failure instanceof Refusal refusal && isAboutTheRequest(refusal)) {
            return passedOn(refusal);
        }
        LOG.error("The orchestrator could not be asked for a deletion job", failure);
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                failure instanceof TimeoutException
                        ? "The orchestrator did not answer in time, so a job may have been started or not."
                                + " Repeat the request: it is safe, and answers with the job if there is one."
                        : "The orchestrator could not be asked for the deletion. Nothing was deleted; try again later.");
    }

    private static boolean isAboutTheRequest(Refusal refusal) {
        return ABOUT_THE_REQUEST.contains(refusal.status())
                && refusal.body().path("type").asText().startsWith(PREFIX);
    }

    private static ProblemException passedOn(Refusal refusal) {
        String slug = refusal.body().path("type").asText().substring(PREFIX.length());
        Map<String, Object> extensions = new LinkedHashMap<>();
        refusal.body().properties().stream()
                .filter(member -> !STANDARD.contains(member.getKey()))
                .forEach(member -> extensions.put(member.getKey(), member.getValue()));
        return new ProblemException(
                new ProblemType(
                        slug, refusal.status(), refusal.body().path("title").asText()),
                refusal.body().path("detail").asText(null),
                extensions,
                refusal.retryAfter() == null ? Map.of() : Map.of(HttpHeaders.RETRY_AFTER, refusal.retryAfter()));
    }
}
