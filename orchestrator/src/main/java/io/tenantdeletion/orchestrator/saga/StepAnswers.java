package io.tenantdeletion.orchestrator.saga;

import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.participant.Failure;
import io.tenantdeletion.orchestrator.participant.FailureKind;
import io.tenantdeletion.orchestrator.participant.Outcome;
import java.util.List;
import java.util.Map;

/** What calls that delete nothing mean for their step. */
final class StepAnswers {

    private StepAnswers() {}

    /** The call was answered as it should be. */
    static StepAnswer completed(String service, Outcome<?> outcome) {
        return StepAnswer.completed(service, Map.of()).repeated(repeats(outcome));
    }

    /** The call was not answered as it should be. */
    static StepAnswer failed(String service, Outcome<?> outcome) {
        return failed(service, outcome.failure()).repeated(repeats(outcome));
    }

    /** This keeps the step from completing. */
    static StepAnswer failed(String service, Failure failure) {
        return failure.kind().isUnavailable()
                ? StepAnswer.unavailable(service, failure.lines())
                : StepAnswer.refused(service, failure.lines());
    }

    /** The errors of a service whose preview tells of what no deletion passes. */
    static List<String> refusal(List<String> findings) {
        return new Failure(FailureKind.REFUSED, "its preview tells of what is in the way", findings).lines();
    }

    private static int repeats(Outcome<?> outcome) {
        return Math.max(0, outcome.tries() - 1);
    }
}
