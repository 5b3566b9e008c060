package io.tenantdeletion.tenant.membership;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a user is to be in a tenant.
 *
 * @param role the role the user has afterwards
 */
record MemberRequest(
        @Schema(
                type = SchemaType.STRING,
                enumeration = {"owner", "admin", "member"},
                required = true)
        MemberRole role) {

    /** The role of a request's body; a body without one is a 400 problem. */
    static MemberRole roleOf(MemberRequest body) {
        if (body == null || body.role() == null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Send a JSON object with role: owner, admin or member.");
        }
        return body.role();
    }
}
