package io.tenantdeletion.orchestrator.userdeletion;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.orchestrator.guard.Failure;
import io.tenantdeletion.orchestrator.guard.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a list page by page, up to the empty page behind the last, and keeps none of it. */
final class PageWalk<T> {

    private final Function<TenantId, Uni<Outcome<List<T>>>> pages;
    private final Function<T, TenantId> id;
    private final Function<List<T>, Uni<Void>> reader;
    private TenantId after;
    private Failure failure;

    /**
     * @param pages the page after an entry, or the first one after null
     * @param id what the list is ordered by
     * @param reader is given every page, and is done with it before the next is read
     */
    PageWalk(
            Function<TenantId, Uni<Outcome<List<T>>>> pages,
            Function<T, TenantId> id,
            Function<List<T>, Uni<Void>> reader) {
        this.pages = pages;
        this.id = id;
        this.reader = reader;
    }

    /** Why the walk did not come to the end; empty where it did. */
    Uni<Optional<Failure>> run() {
        return Multi.createBy()
                .repeating()
                .uni(() -> pages.apply(after).chain(this::read))
                .whilst(more -> more)
                .collect()
                .last()
                .map(nothing -> Optional.ofNullable(failure));
    }

    private Uni<Boolean> read(Outcome<List<T>> outcome) {
        failure = outcome.failure();
        if (failure != null || outcome.answer().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        List<T> page = outcome.answer();
        after = id.apply(page.get(page.size() - 1));
        return reader.apply(page).replaceWith(true);
    }
}
