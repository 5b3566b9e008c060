package io.tenantdeletion.commons.removal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.ExternalDataRemoval;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.external.ExternalDataConfig;
import io.tenantdeletion.commons.external.ExternalStores;
import io.tenantdeletion.commons.external.RefusedNameException;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Removes what deleted rows have named from the stores where it is, some at once. A name is crossed out after it is
 * removed, so that a call which ends in between only removes again what is not there any more.
 */
@ApplicationScoped
public class ExternalDataRemover {

    private static final ProblemType STORE_AWAY =
            new ProblemType("external-store-away", 503, "A store outside the database does not answer; call again");

    private static final int NAMES = 500;
    private static final int AT_ONCE = 8;

    private final ExternalStores stores;
    private final ExternalNames names;
    private final ExternalDataEvents events;
    private final Duration budget;
    private final Clock clock = Clock.systemUTC();

    ExternalDataRemover(
            ExternalStores stores, ExternalNames names, ExternalDataEvents events, ExternalDataConfig config) {
        this.stores = stores;
        this.names = names;
        this.events = events;
        this.budget = config.timeBudget();
    }

    /** What is named and what was removed, without removing anything. */
    public Uni<ExternalDataRemoval> count(TenantDataDeletionService service, Subject subject, JobId job) {
        return counted(new RemovalScope(service, subject, job));
    }

    /**
     * Removes until nothing is left to remove or the time budget is spent; nothing as long as the job's rows could be
     * put back. Can be repeated.
     *
     * @return not complete where it was spent. Fails with a 503 problem where a store is away; what was removed before
     *     is
     */
    public Uni<ExternalDataRemoval> remove(TenantDataDeletionService service, Subject subject, JobId job) {
        RemovalScope by = new RemovalScope(service, subject, job);
        Instant end = clock.instant().plus(budget);
        return names.canBePutBack(by)
                .chain(kept -> kept
                        ? counted(by)
                        : Multi.createBy()
                                .repeating()
                                .uni(() -> some(by, end))
                                .whilst(more -> more && clock.instant().isBefore(end))
                                .onItem()
                                .ignoreAsUni()
                                .chain(() -> counted(by))
                                .map(ExternalDataRemoval::called));
    }

    private Uni<ExternalDataRemoval> counted(RemovalScope by) {
        return names.counts(by, stores.names())
                .map(counts -> ExternalDataRemoval.of(by.subject(), by.service().serviceName(), counts));
    }

    /** Whether there may be more. */
    private Uni<Boolean> some(RemovalScope by, Instant end) {
        return names.next(by, stores.names(), NAMES).flatMap(some -> {
            Results results = new Results();
            return Multi.createFrom()
                    .iterable(some)
                    .onItem()
                    .transformToUni(name -> remove(by, name, end, results))
                    .merge(AT_ONCE)
                    .onItem()
                    .ignoreAsUni()
                    .chain(() -> names.removed(by, results.with(Result.REMOVED)))
                    .chain(() -> names.refused(results.with(Result.REFUSED)))
                    .invoke(() -> results.tell(by, some))
                    .replaceWith(some.size() == NAMES);
        });
    }

    /** One store that is away keeps nobody waiting for each of its names. */
    private Uni<Void> remove(RemovalScope by, ExternalNames.Name name, Instant end, Results results) {
        if (results.away != null || !clock.instant().isBefore(end) && results.isBegun()) {
            return Uni.createFrom().voidItem();
        }
        return stores.find(name.store())
                .orElseThrow()
                .remove(name.name(), by.tenant(name), by.user())
                .invoke(() -> results.entries.put(name.entry(), Result.REMOVED))
                .onFailure()
                .recoverWithUni(failure -> {
                    if (failure instanceof RefusedNameException) {
                        results.entries.put(name.entry(), Result.REFUSED);
                    } else {
                        results.away = failure;
                        results.store = name.store();
                    }
                    return Uni.createFrom().voidItem();
                });
    }

    private enum Result {
        REMOVED,
        REFUSED
    }

    /** What has become of some names. */
    private final class Results {

        private final Map<Long, Result> entries = new ConcurrentHashMap<>();
        private volatile Throwable away;
        private volatile String store;

        private boolean isBegun() {
            return !entries.isEmpty();
        }

        private List<Long> with(Result result) {
            return entries.entrySet().stream()
                    .filter(entry -> entry.getValue() == result)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private void tell(RemovalScope by, List<ExternalNames.Name> some) {
            some.stream()
                    .filter(name -> entries.containsKey(name.entry()))
                    .forEach(name ->
                            events.ended(by.service(), name.store(), entries.get(name.entry()) == Result.REMOVED));
            if (away != null) {
                events.away(by.service(), store, away);
                throw new ProblemException(
                        STORE_AWAY,
                        "The store " + store + " does not answer.",
                        Map.of("store", store),
                        Map.of(HttpHeaders.RETRY_AFTER, "1"));
            }
        }
    }
}
