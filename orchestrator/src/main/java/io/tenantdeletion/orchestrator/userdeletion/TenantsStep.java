package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.TenantOwnership;
import io.tenantdeletion.orchestrator.guard.Outcome;
import io.tenantdeletion.orchestrator.job.StepResult;
import io.tenantdeletion.orchestrator.job.UserSteps;
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
        return pass(run, step, 1).invoke(summary -> summary.awaited().ifPresent(run::await));
    }

    /**
     * Once more where there was something: somebody may have handed the user another tenant, before the page's place.
     */
    private Uni<StepSummary> pass(JobRun run, String step, int number) {
        StepSummary summary = new StepSummary();
        return new PageWalk<TenantOwnership>(
                        after -> page(run, after, summary),
                        TenantOwnership::tenantId,
                        page -> settle(run, step, page, summary))
                .run()
                .invoke(failure -> failure.ifPresent(summary::fail))
                .chain(done -> summary.found() && summary.clean() && number < PASSES
                        ? pass(run, step, number + 1)
                        : Uni.createFrom().item(summary));
    }

    private Uni<Outcome<List<TenantOwnership>>> page(JobRun run, TenantId after, StepSummary summary) {
        if (run.isStopped()) {
            summary.stop();
            return Uni.createFrom().item(Outcome.answered(List.of()));
        }
        return tenants.page(run.user(), after, PAGE).emitOn(run.context());
    }

    private Uni<Void> settle(JobRun run, String step, List<TenantOwnership> page, StepSummary summary) {
        return Multi.createFrom()
                .iterable(page)
                .onItem()
                .transformToUni(
                        one -> tenant.settle(run, one).emitOn(run.context()).call(end -> count(run, step, end)))
                .merge(AT_ONCE)
                .invoke(summary::add)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> count(JobRun run, String step, TenantOutcome end) {
        Map<String, Long> counts = counts(end.fate());
        if (counts.isEmpty() && !end.answerLost()) {
            return Uni.createFrom().voidItem();
        }
        StepResult progress = counts.isEmpty() ? StepResult.unheard(step) : StepResult.progressed(step, counts);
        run.note(progress);
        return end.fate() == Fate.WENT_ALONG
                ? Uni.createFrom().voidItem()
                : run.writer().record(step, progress);
    }

    private static Map<String, Long> counts(Fate fate) {
        return switch (fate) {
            case DELETED, WENT_ALONG -> Map.of("tenants_deleted", 1L);
            case TRANSFERRED -> Map.of("ownerships_transferred", 1L);
            default -> Map.of();
        };
    }
}
