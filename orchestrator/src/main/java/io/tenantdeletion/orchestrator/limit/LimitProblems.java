package io.tenantdeletion.orchestrator.limit;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Map;

/** The problems of whoever asks for too much. */
public final class LimitProblems {

    /** Too many deleting calls. */
    public static final ProblemType RATE_LIMITED =
            new ProblemType("rate-limited", 429, "Too many deleting calls of this caller");
    /** Too many tenants or rows. */
    public static final ProblemType CAP_REACHED =
            new ProblemType("deletion-cap-reached", 429, "This caller may not delete more for now");

    private LimitProblems() {}

    static ProblemException rateLimited(LimitsConfig config, Duration wait) {
        String detail = "A caller may make " + config.requests() + " deleting calls within "
                + config.ratePeriod().toSeconds() + " seconds.";
        return problem(RATE_LIMITED, detail, Map.of(), wait);
    }

    static ProblemException capReached(LimitsConfig config, CapUsage usage, Duration wait) {
        String detail = "One caller may delete " + config.tenants() + " tenants and " + config.rows() + " rows within "
                + config.capPeriod().toSeconds() + " seconds. A platform admin can lift this for one job.";
        return problem(CAP_REACHED, detail, Map.of("tenants", usage.tenants(), "rows", usage.rows()), wait);
    }

    private static ProblemException problem(ProblemType type, String detail, Map<String, ?> members, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ProblemException(type, detail, members, Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
    }
}
