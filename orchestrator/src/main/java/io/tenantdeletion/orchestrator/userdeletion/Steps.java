package io.tenantdeletion.orchestrator.userdeletion;

import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.StepAnswer;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.saga.PurgeSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In which order the steps of a user's job run. */
final class Steps {

    private Steps() {}

    /** All steps: the user's rows of these services go between the tenants and the memberships. */
    static List<String> all(List<String> services) {
        List<String> all = new ArrayList<>(List.of(UserSteps.IDENTITY, UserSteps.TENANTS));
        all.addAll(services);
        all.addAll(List.of(UserSteps.MEMBERSHIPS, UserSteps.ACCOUNT));
        return all;
    }

    /** The steps that have not completed, in stages: what is in one stage runs in parallel. */
    static List<List<String>> stages(List<DeletionStep> steps) {
        List<List<String>> stages = new ArrayList<>();
        List<String> services = new ArrayList<>();
        for (String step : PurgeSteps.open(steps)) {
            boolean own = UserSteps.OWN.contains(step);
            if (!own && services.isEmpty()) {
                stages.add(services);
            }
            if (own) {
                stages.add(List.of(step));
            } else {
                services.add(step);
            }
        }
        return stages;
    }

    static StepAnswer completed(String step, Map<String, Long> counts, int repeats) {
        return new StepAnswer(step, StepStatus.COMPLETED, 1, repeats, counts, List.of(), false);
    }

    static StepAnswer failed(String step, List<String> errors, int repeats) {
        return new StepAnswer(step, StepStatus.FAILED, 0, repeats, Map.of(), errors, false);
    }

    /** It goes on; this has been done so far, beyond what is written down. */
    static StepAnswer goesOn(String step, Map<String, Long> counts) {
        return new StepAnswer(step, StepStatus.IN_PROGRESS, 0, 0, counts, List.of(), false);
    }
}
