package io.tenantdeletion.moderation.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependantActionTest {

    @Test
    void takesAChoiceForEachKind() {
        assertThat(DependantAction.parse(List.of("rides:delete", "ride-models:detach")))
                .containsEntry("rides", DependantAction.DELETE)
                .containsEntry("ride-models", DependantAction.DETACH);
        assertThat(DependantAction.parse(null)).isEmpty();
    }

    @Test
    void refusesAnythingElse() {
        for (String wrong : List.of("rides", ":delete", "rides:", "rides:burn", "")) {
            assertThatThrownBy(() -> DependantAction.parse(List.of(wrong))).isInstanceOf(ProblemException.class);
        }
    }
}
