package io.tenantdeletion.tenant.ownership;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who is to own a tenant.
 *
 * @param newOwnerId an owner or admin of it
 * @param currentOwnerId who must own it until now for this to be done; may be left out
 */
@JsonNaming(SnakeCaseStrategy.class)
record TransferRequest(
        @Schema(required = true) UserId newOwnerId,
        @Schema(nullable = true) UserId currentOwnerId) {

    /** The request's body; one that names nobody is a 400 problem. */
    static TransferRequest checked(TransferRequest body) {
        if (body == null || body.newOwnerId() == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Send a JSON object with new_owner_id.");
        }
        return body;
    }
}
