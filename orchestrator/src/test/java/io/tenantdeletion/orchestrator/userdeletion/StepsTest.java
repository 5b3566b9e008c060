package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.StepStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepsTest {

    @Test
    void rowsGoBetweenTenantsAndMemberships() {
        assertThat(Steps.all(List.of("forecasting", "training")))
                .containsExactly("identity", "tenants", "forecasting", "training", "memberships", "account");
        assertThat(Steps.all(List.of())).containsExactly("identity", "tenants", "memberships", "account");
    }

    @Test
    void servicesAreOneStageAndEveryOtherStepIsItsOwn() {
        assertThat(stages(Steps.all(List.of("forecasting", "training"))))
                .containsExactly(
                        List.of("identity"),
                        List.of("tenants"),
                        List.of("forecasting", "training"),
                        List.of("memberships"),
                        List.of("account"));
    }

    @Test
    void whatHasCompletedIsNoStage() {
        assertThat(stages(List.of("identity!", "tenants!", "forecasting!", "training", "memberships", "account")))
                .containsExactly(List.of("training"), List.of("memberships"), List.of("account"));
        assertThat(stages(List.of("identity!", "account!"))).isEmpty();
    }

    /** Steps by name; {@code !} has completed. */
    private static List<List<String>> stages(List<String> names) {
        Stream<DeletionStep> steps = names.stream()
                .map(name -> new DeletionStep(
                        name.replace("!", ""),
                        name.endsWith("!") ? StepStatus.COMPLETED : StepStatus.PENDING,
                        0,
                        0,
                        Map.of(),
                        List.of(),
                        false,
                        null,
                        null));
        return Steps.stages(steps.toList());
    }
}
