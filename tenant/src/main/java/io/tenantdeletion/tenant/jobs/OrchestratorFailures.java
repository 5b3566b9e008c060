package io.tenantdeletion.tenant.jobs;

import io.smallrye.mutiny.TimeoutException;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.problem.RemoteProblem;
import io.vertx.core.VertxException;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What a failed call to the orchestrator means for whoever asked us. */
final class OrchestratorFailures {

    private static final Logger LOG = Logger.getLogger(OrchestratorFailures.class);

    private static final String OPEN_JOB = ProblemType.PREFIX + "deletion-job-open";
    private static final String NOT_PENDING = ProblemType.PREFIX + "deletion-job-not-pending";

    /** Refusals that are about the caller's request; all others are about ours. */
    private static final Set<Integer> ABOUT_THE_REQUEST = Set.of(400, 403, 404, 409, 422, 428, 429);

    private final Function<String, URI> addresses;

    /** @param addresses makes a path of the orchestrator an address that callers can reach */
    OrchestratorFailures(Function<String, URI> addresses) {
        this.addresses = addresses;
    }

    /** Whether the tenant already has an open job, which the failure names. */
    static boolean isOpenJob(Throwable failure) {
        return isConflict(failure, OPEN_JOB);
    }

    /** Whether it is too late to cancel the job. */
    static boolean isNotPending(Throwable failure) {
        return isConflict(failure, NOT_PENDING);
    }

    private static boolean isConflict(Throwable failure, String type) {
        return failure instanceof Refusal refusal
                && refusal.status() == 409
                && type.equals(refusal.body().path("type").asText());
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

    ProblemException asProblem(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known;
        }
        return passedOn(failure).orElseGet(() -> unavailable(failure));
    }

    private Optional<ProblemException> passedOn(Throwable failure) {
        return failure instanceof Refusal refusal && ABOUT_THE_REQUEST.contains(refusal.status())
                ? RemoteProblem.of(refusal.status(), refusal.body(), headers(refusal))
                : Optional.empty();
    }

    private static ProblemException unavailable(Throwable failure) {
        LOG.error("The orchestrator could not be asked for a deletion job", failure);
        return new ProblemException(
                ProblemType.UNAVAILABLE,
                failure instanceof TimeoutException
                        ? "The orchestrator did not answer in time, so a job may have been started or not."
                                + " Repeat the request: it is safe, and answers with the job if there is one."
                        : "The orchestrator could not be asked for the deletion. Nothing was deleted; try again later.");
    }

    private Map<String, String> headers(Refusal refusal) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (refusal.retryAfter() != null) {
            headers.put(HttpHeaders.RETRY_AFTER, refusal.retryAfter());
        }
        if (refusal.location() != null) {
            boolean isPath = refusal.location().startsWith("/");
            headers.put(
                    HttpHeaders.LOCATION,
                    isPath ? addresses.apply(refusal.location()).toString() : refusal.location());
        }
        return headers;
    }
}
