package io.tenantdeletion.tenant.suspension;

import io.tenantdeletion.commons.contract.SuspensionRequest;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.time.Instant;
import java.util.Objects;

/** What a suspension's request must say; what does not is a 400 problem. */
final class SuspensionChecks {

    private static final Instant FIRST_DAY = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");

    private SuspensionChecks() {}

    /** The request's body; one that lacks what it must say, or says what cannot be, is a 400 problem. */
    static SuspensionRequest checked(SuspensionRequest body) {
        if (body == null || body.jobId() == null || body.leaving().stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Send a JSON object with job_id and token.");
        }
        checkToken(body.token());
        checkDueAt(body.dueAt());
        return body;
    }

    /** The token of a query parameter; one that is missing or not positive is a 400 problem. */
    static long token(String parameter) {
        try {
            Long token = parameter == null ? null : Long.valueOf(parameter);
            checkToken(token);
            return token;
        } catch (NumberFormatException malformed) {
            throw invalidToken();
        }
    }

    private static void checkToken(Long token) {
        if (token == null || token < 1) {
            throw invalidToken();
        }
    }

    private static void checkDueAt(Instant dueAt) {
        if (dueAt != null && (dueAt.isBefore(FIRST_DAY) || dueAt.isAfter(LAST_DAY))) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "due_at is out of range.");
        }
    }

    private static ProblemException invalidToken() {
        return new ProblemException(ProblemType.INVALID_REQUEST, "token takes a positive integer.");
    }
}
