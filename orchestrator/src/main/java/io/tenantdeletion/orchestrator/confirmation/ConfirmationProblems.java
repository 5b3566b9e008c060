package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** The problems of confirming a deletion. */
public final class ConfirmationProblems {

    public static final ProblemType REQUIRED =
            new ProblemType("preview-required", 428, "The deletion must be confirmed by a preview token");
    public static final ProblemType INVALID =
            new ProblemType("preview-token-invalid", 400, "The preview token cannot be used");
    public static final ProblemType USED =
            new ProblemType("preview-token-used", 409, "The preview token has confirmed another job");
    public static final ProblemType OUTDATED =
            new ProblemType("preview-outdated", 409, "What would be deleted is not what the preview showed");

    private ConfirmationProblems() {}

    /** The tenant is known to have so many rows, at least. */
    static ProblemException required(long rows) {
        return required("This tenant has " + rows + " rows.", Map.of("total_records", rows));
    }

    /** Whatever the tenant has. */
    static ProblemException required() {
        return required("Every deletion has to be confirmed.", Map.of());
    }

    /** What nobody could count is not small. */
    static ProblemException requiredUncounted() {
        return required("This tenant's rows could not be counted in time, or not in every service.", Map.of());
    }

    private static ProblemException required(String why, Map<String, ?> members) {
        return new ProblemException(
                REQUIRED,
                why + " Ask for its preview at /api/v1/deletion-preview/tenant/{tenant_id}, read it, and send its"
                        + " preview_token with the request.",
                members,
                Map.of());
    }

    /** The job cannot go on before somebody has confirmed what would be deleted now. */
    public static ProblemException drifted(String changes) {
        return new ProblemException(
                REQUIRED,
                "What would be deleted is not what was confirmed (" + changes + "). Ask for a preview at"
                        + " /api/v1/deletion-preview/tenant/{tenant_id} and send its preview_token, or cancel the job.");
    }

    /** Tenants go along with a user that nobody may delete unseen. */
    public static ProblemException requiredForUser() {
        return new ProblemException(
                REQUIRED,
                "A tenant that goes along is large, or was not counted in time or in every service. Ask for the preview at"
                        + " /api/v1/auth/users/{user_id}/deletion-preview, read it, and send its preview_token with the"
                        + " request.");
    }

    static ProblemException invalid(String detail) {
        return new ProblemException(INVALID, detail);
    }

    /** The token was used before. */
    public static ProblemException used() {
        return new ProblemException(USED, "Ask for a new preview; each token confirms one deletion.");
    }

    static ProblemException outdated(List<String> changes) {
        return new ProblemException(
                OUTDATED, "Look at a new preview and confirm that.", Map.of("changes", changes), Map.of());
    }
}
