package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobStatusTest {

    @ParameterizedTest
    @CsvSource({
        "pending, cancelled failed in_progress",
        "in_progress, completed failed rolled_back",
        "failed, cancelled in_progress",
        "completed, ''",
        "cancelled, ''",
        "rolled_back, ''"
    })
    void becomesOnlyWhatItsLifeAllows(String from, String successors) {
        JobStatus status = JobStatus.named(from).orElseThrow();

        String allowed = String.join(
                " ",
                Arrays.stream(JobStatus.values())
                        .filter(status::mayBecome)
                        .map(JobStatus::toString)
                        .sorted()
                        .toList());

        assertThat(allowed).isEqualTo(successors);
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void isNamedAsOnTheWire(JobStatus status) {
        assertThat(JobStatus.named(status.toString())).contains(status);
        assertThat(JobStatus.named(status.name())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(JobStatus.class)
    void isOpenWhileItHasSomethingToDoByItself(JobStatus status) {
        assertThat(status.isOpen()).isEqualTo(status == JobStatus.PENDING || status == JobStatus.IN_PROGRESS);
    }
}
