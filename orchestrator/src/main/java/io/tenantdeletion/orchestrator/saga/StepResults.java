package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import java.util.List;
import java.util.Map;

/** What calls that delete nothing mean for their step. */
public final class StepResults {

    private StepResults() {}

    /** The call was answered as it should be. */
    public static StepResult completed(String service, Outcome<?> outcome) {
        return StepResult.completed(service, Map.of()).repeated(repeats(outcome));
    }

    /** The call was not answered as it should be. */
    public static StepResult failed(String service, Outcome<?> outcome) {
        return failed(service, outcome.failure()).repeated(repeats(outcome));
    }

    /** This keeps the step from completing. */
    static StepResult failed(String service, Failure failure) {
        return failure.kind().isUnavailable()
                ? StepResult.unavailable(service, failure.lines())
                : StepResult.refused(service, failure.lines());
    }

    /** The errors of a service whose preview tells of what no deletion passes. */
    static List<String> refusal(List<String> findings) {
        return new Failure(FailureKind.REFUSED, "its preview tells of what is in the way", findings).lines();
    }

    private static int repeats(Outcome<?> outcome) {
        return Math.max(0, outcome.tries() - 1);
    }
}
