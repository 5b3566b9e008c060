package io.tenantdeletion.moderation.rest;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.submission.Draft;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How something is to be deleted. */
public class DeletionQuery {

    @Parameter(description = "soft, which closes, or hard; hard of what can be closed is for moderators")
    @QueryParam("deletion_type")
    String deletionType;

    @Parameter(description = "Why; at most 2000 characters")
    @QueryParam("reason")
    String reason;

    @Parameter(description = "Not before this time, with an offset", example = "2030-01-01T00:00:00Z")
    @QueryParam("effective_at")
    String effectiveAt;

    @Parameter(
            description = "What becomes of dependants of a kind when something is deleted for good, as often as needed",
            example = "rides:delete")
    @QueryParam("dependants")
    List<String> dependants;

    /** Whether that was asked for, or there is no other way. */
    boolean isHard(EntityKind kind, boolean moderator) {
        return !kind.hasStatus() || wantsHard() && moderator;
    }

    /** Whether somebody asked for more than they get. */
    boolean getsSoftInstead(EntityKind kind, boolean moderator) {
        return wantsHard() && !isHard(kind, moderator);
    }

    private boolean wantsHard() {
        if (deletionType != null && !deletionType.equals(Draft.SOFT) && !deletionType.equals(Draft.HARD)) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "deletion_type is soft or hard.");
        }
        return Draft.HARD.equals(deletionType);
    }
}
