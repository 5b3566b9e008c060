package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.TenantOwnership;
import io.tenantdeletion.orchestrator.saga.JobRun;
import io.tenantdeletion.orchestrator.userdeletion.TenantOutcome.Fate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Works off the tenants that cannot be without the user, page by page, a few at a time, however many there are. One
 * that fails does not keep the others. What has been done is not listed any more, so doing it again does only what is
 * left.
 */
@ApplicationScoped
class TenantsStep implements UserDeletionStep {

    static final int PAGE = 200;

    private static final int AT_ONCE = 4;
    private static final int PASSES = 3;

    private final OwnedTenants tenants;
    private final OwnedTenant tenant;

    TenantsStep(OwnedTenants tenants, OwnedTenant tenant) {
        this.tenants = tenants;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return UserSteps.TENANTS;
    }

    @Override
    public Uni<StepResult> run(JobRun run) {
        return workOff(run, name()).map(summary -> summary.answer(name()));
    }

    /** Works all of them off, as part of this step. */
    Uni<StepSummary> workOff(JobRun run, String step) {
        return pass(run, step, 1);
    }

    /**
     * Once more where there was something: somebody may have handed the user another tenant, before the page's place.
     */
    private Uni<StepSummary> pass(JobRun run, String step, int number) {
        Pass pass = new Pass(run, step);
        return pass.run()
                .chain(summary -> summary.found() && summary.clean() && number < PASSES
                        ? pass(run, step, number + 1)
                        : Uni.createFrom().item(summary));
    }

    /** From the first page to the last. */
    private final class Pass {

        private final JobRun run;
        private final String step;
        private final StepSummary summary = new StepSummary();
        private TenantId after;

        private Pass(JobRun run, String step) {
            this.run = run;
            this.step = step;
        }

        private Uni<StepSummary> run() {
            return Multi.createBy()
                    .repeating()
                    .uni(this::page)
                    .whilst(more -> more)
                    .collect()
                    .last()
                    .replaceWith(summary);
        }

        /** Whether there may be another page. */
        private Uni<Boolean> page() {
            if (run.isStopped()) {
                summary.stop();
                return Uni.createFrom().item(false);
            }
            return tenants.page(run.user(), after, PAGE)
                    .emitOn(run.context())
                    .chain(outcome -> outcome.problem()
                            .map(failure -> {
                                summary.fail(failure);
                                return Uni.createFrom().item(false);
                            })
                            .orElseGet(() -> settle(outcome.answer())));
        }

        private Uni<Boolean> settle(List<TenantOwnership> page) {
            if (page.isEmpty()) {
                return Uni.createFrom().item(false);
            }
            after = page.get(page.size() - 1).tenantId();
            return Multi.createFrom()
                    .iterable(page)
                    .onItem()
                    .transformToUni(
                            one -> tenant.settle(run, one).emitOn(run.context()).call(this::count))
                    .merge(AT_ONCE)
                    .invoke(summary::add)
                    .collect()
                    .last()
                    .replaceWith(true);
        }

        private Uni<Void> written(StepResult answer) {
            run.note(answer);
            return run.writer().record(step, answer);
        }

        private Uni<Void> count(TenantOutcome outcome) {
            Map<String, Long> counts = counts(outcome.fate());
            return counts.isEmpty() ? Uni.createFrom().voidItem() : written(StepResult.progressed(step, counts));
        }
    }

    private static Map<String, Long> counts(Fate fate) {
        return switch (fate) {
            case DELETED -> Map.of("tenants_deleted", 1L);
            case TRANSFERRED -> Map.of("ownerships_transferred", 1L);
            default -> Map.of();
        };
    }
}
