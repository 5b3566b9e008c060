package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.commons.problem.Problem;
import java.util.Map;

/**
 * A problem in words for a person.
 *
 * @param title what happened
 * @param detail what is wrong this time, or null
 * @param advice what to do now
 * @param status the HTTP status
 * @param job a job that has to do with it, or null
 */
public record ProblemText(String title, String detail, String advice, int status, String job) {

    private static final Map<Integer, String> ADVICE = Map.of(
            400, "Correct it and try again.",
            403, "Ask somebody who may, such as a platform admin or the owner.",
            404, "Check the address or the id; it may be gone.",
            409, "Reload the page to see how things are now.",
            428, "Look at the preview on this page, which confirms what would go, and try again.",
            429, "Wait a moment, then try again.",
            503, "Try again in a moment; nothing was changed.");

    static ProblemText of(Problem problem) {
        Object job = problem.extensions().get("job_id");
        return new ProblemText(
                problem.title(),
                problem.detail(),
                ADVICE.getOrDefault(problem.status(), "Try again; if it stays so, look into the orchestrator's log."),
                problem.status(),
                job == null ? null : job.toString().replace("\"", ""));
    }
}
