package io.tenantdeletion.commons.listen;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.DataDeletionResponse;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.fence.Fences;
import io.tenantdeletion.commons.purge.Purger;
import io.tenantdeletion.commons.removal.ExternalDataRemover;
import io.tenantdeletion.commons.security.FreshToken;
import io.tenantdeletion.commons.service.ServedServices;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.commons.verify.Verifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Erases, in every service of this process, what is left of somebody whose erasure has been completed. Where nothing
 * is, which is the rule, this reads only. What is found is told before it is deleted: told twice is better than never.
 */
@ApplicationScoped
class LatePurge {

    private final ServedServices services;
    private final Fences fences;
    private final Verifier verifier;
    private final Purger purger;
    private final ExternalDataRemover remover;
    private final OrchestratorApi orchestrator;

    LatePurge(
            ServedServices services,
            Fences fences,
            Verifier verifier,
            Purger purger,
            ExternalDataRemover remover,
            @RestClient OrchestratorApi orchestrator) {
        this.services = services;
        this.fences = fences;
        this.verifier = verifier;
        this.purger = purger;
        this.remover = remover;
        this.orchestrator = orchestrator;
    }

    /**
     * Fences and purges, one service after the other; can be repeated.
     *
     * @return how many rows were found
     */
    Uni<Long> run(ErasedSubject erased) {
        return Multi.createFrom()
                .iterable(services.all())
                .filter(service ->
                        services.subjectKinds(service).contains(erased.subject().kind()))
                .onItem()
                .transformToUniAndConcatenate(service -> run(service, erased))
                .collect()
                .with(java.util.stream.Collectors.summingLong(Long::longValue));
    }

    private Uni<Long> run(TenantDataDeletionService service, ErasedSubject erased) {
        return fences.wasLiftedAfter(erased.job().orElseThrow(), service, erased.subject())
                .flatMap(lifted -> lifted ? Uni.createFrom().item(0L) : fenceAndPurge(service, erased));
    }

    private Uni<Long> fenceAndPurge(TenantDataDeletionService service, ErasedSubject erased) {
        return fences.set(service, erased.subject(), erased.job())
                .chain(() -> left(service, erased))
                .flatMap(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(0L)
                        : report(service, erased, rows)
                                .chain(() -> purge(service, erased))
                                .replaceWith(rows.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()));
    }

    private Uni<Map<String, Long>> left(TenantDataDeletionService service, ErasedSubject erased) {
        return verifier.verify(service, erased.subject()).map(found -> {
            if (found.isWaiting()) {
                throw new NotYetException("transactions_open");
            }
            return found.residual();
        });
    }

    private Uni<Void> report(TenantDataDeletionService service, ErasedSubject erased, Map<String, Long> rows) {
        return FreshToken.after401(() -> orchestrator.report(LateRows.of(service.pathName(), erased, rows)));
    }

    private Uni<Void> purge(TenantDataDeletionService service, ErasedSubject erased) {
        return Uni.createFrom()
                .deferred(
                        () -> purger.purge(service, erased.subject(), erased.job(), Optional.empty(), Optional.empty()))
                .repeat()
                .whilst(answer -> !answer.isComplete())
                .filter(DataDeletionResponse::isComplete)
                .collect()
                .last()
                .call(() -> removeOutside(service, erased))
                .chain(() -> left(service, erased))
                .invoke(rows -> {
                    if (!rows.isEmpty()) {
                        throw new NotYetException("rows_left");
                    }
                })
                .replaceWithVoid();
    }

    /** What the rows name goes at once, unless the deletion can be undone yet: then with all the rest. */
    private Uni<Void> removeOutside(TenantDataDeletionService service, ErasedSubject erased) {
        return Uni.createFrom()
                .deferred(() ->
                        remover.remove(service, erased.subject(), erased.job().orElseThrow()))
                .repeat()
                .until(ExternalDataRemoval::isComplete)
                .onItem()
                .ignoreAsUni();
    }
}
