package io.tenantdeletion.tenant.lifecycle;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tenant that is to be made.
 *
 * @param name what it is called
 */
record NewTenant(
        @Schema(required = true, minLength = 1, maxLength = NewTenant.LONGEST, examples = "Panadería La Espiga")
        String name) {

    /** Characters; a name confirms a deletion, so it must fit into a request. */
    static final int LONGEST = 200;

    /** The name of a request's body; fails with a 400 problem where it is none. */
    static String nameOf(NewTenant body) {
        String name = body == null || body.name() == null ? "" : body.name().strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST) {
            throw invalid("name has 1 to " + LONGEST + " characters.");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw invalid("name must not contain control characters.");
        }
        return name;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }
}
