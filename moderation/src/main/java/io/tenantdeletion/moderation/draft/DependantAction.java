package io.tenantdeletion.moderation.draft;

import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of entities that depend on one that is deleted for good. */
public enum DependantAction {

    /** They go as well, each by a submission of its own. */
    DELETE,

    /** They stay and refer to nothing any more. */
    DETACH;

    /**
     * Choices by path name of a kind.
     *
     * @param choices each {@code rides:delete} or {@code rides:detach}
     * @throws ProblemException 400 for anything else
     */
    public static Map<String, DependantAction> parse(List<String> choices) {
        Map<String, DependantAction> parsed = new TreeMap<>();
        for (String choice : choices == null ? List.<String>of() : choices) {
            int colon = choice.indexOf(':');
            String action = choice.substring(colon + 1);
            if (colon < 1 || !action.equals("delete") && !action.equals("detach")) {
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST, "dependants is KIND:delete or KIND:detach, such as rides:delete.");
            }
            parsed.put(choice.substring(0, colon), action.equals("delete") ? DELETE : DETACH);
        }
        return parsed;
    }
}
