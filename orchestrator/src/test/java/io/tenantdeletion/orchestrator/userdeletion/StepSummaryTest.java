package io.tenantdeletion.orchestrator.userdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.guard.FailureKind;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.StepStatus;
import io.tenantdeletion.orchestrator.userdeletion.TenantOutcome.Fate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepSummaryTest {

    private final StepSummary summary = new StepSummary();

    @Test
    void nothingFoundIsComplete() {
        assertThat(summary.found()).isFalse();
        assertThat(summary.clean()).isTrue();
        assertThat(summary.answer("tenants").status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void whatWentWellIsComplete() {
        summary.add(TenantOutcome.as(Fate.DELETED));
        summary.add(TenantOutcome.as(Fate.TRANSFERRED));
        summary.add(TenantOutcome.as(Fate.NOTHING));

        assertThat(summary.found()).isTrue();
        assertThat(summary.answer("tenants").status()).isEqualTo(StepStatus.COMPLETED);
    }

    @Test
    void ofManyFailuresTheFirstAreKept() {
        for (int index = 0; index < 23; index++) {
            summary.add(TenantOutcome.failed(new TenantId(new UUID(0, index)), FailureKind.REFUSED, "no"));
        }

        StepResult answer = summary.answer("tenants");

        assertThat(summary.clean()).isFalse();
        assertThat(answer.status()).isEqualTo(StepStatus.FAILED);
        assertThat(answer.errors())
                .hasSize(21)
                .startsWith("refused: tenant 00000000-0000-0000-0000-000000000000: no")
                .endsWith("and 3 more");
    }

    @Test
    void aStopIsNoEnd() {
        summary.add(TenantOutcome.failed(new TenantId(UUID.randomUUID()), FailureKind.REFUSED, "no"));
        summary.add(TenantOutcome.as(Fate.STOPPED));

        assertThat(summary.clean()).isFalse();
        assertThat(summary.answer("tenants").status()).isEqualTo(StepStatus.IN_PROGRESS);
    }
}
