package io.tenantdeletion.tenant.paging;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which part of a list ordered by id is wanted.
 *
 * @param after the last id of the part before, or null for the first
 * @param limit the most entries of a part
 */
public record PageParameters(UUID after, int limit) {

    public static final int DEFAULT_LIMIT = 500;
    public static final int MAX_LIMIT = 1_000;

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /**
     * Reads the query parameters {@code after} and {@code limit}; either may be null.
     *
     * @throws ProblemException 400 where one of them is malformed or out of range
     */
    public static PageParameters of(String after, String limit) {
        return new PageParameters(after == null ? null : id(after), limit == null ? DEFAULT_LIMIT : number(limit));
    }

    private static UUID id(String after) {
        if (!UUID_FORM.matcher(after).matches()) {
            throw new ProblemException(ProblemType.INVALID_IDENTIFIER, "after must be a UUID: the last id you have.");
        }
        return UUID.fromString(after);
    }

    private static int number(String limit) {
        int value = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (value < 1 || value > MAX_LIMIT) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "limit must be a number from 1 to " + MAX_LIMIT + ".");
        }
        return value;
    }
}
