package io.tenantdeletion.commons.contract;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.UUID;
import java.util.regex.Pattern;

/** Strict parsing: {@link UUID#fromString} alone accepts {@code 1-1-1-1-1}. */
public final class Identifiers {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Identifiers() {}

    /**
     * Reads the form 8-4-4-4-12.
     *
     * @param name what the identifier is called, for the problem
     * @throws ProblemException 400 where the text is anything else
     */
    public static UUID parse(String name, String text) {
        if (text == null || !UUID_FORM.matcher(text).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_IDENTIFIER, name + " must be a UUID of the form 8-4-4-4-12 hex digits.");
        }
        return UUID.fromString(text);
    }
}
