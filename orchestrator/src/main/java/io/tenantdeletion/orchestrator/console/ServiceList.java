package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.ServiceView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A page of services.
 *
 * @param services those of this page
 * @param show {@code trouble} for those only that do not answer or have findings; empty for all
 * @param sorting what they are ordered by
 * @param pages where in the list this is
 */
public record ServiceList(List<ServiceView> services, String show, Sorting sorting, Paging pages) {

    private static final String PATH = "/console/services";
    private static final String TROUBLE = "trouble";
    private static final int PAGE_SIZE = 50;

    static final String BY_NAME = "service";

    private static final Comparator<ServiceView> NAME = Comparator.comparing(ServiceView::service);
    private static final ColumnOrder<ServiceView> ORDER = new ColumnOrder<>(Map.of(
            BY_NAME,
            NAME,
            "reachable",
            Comparator.comparing(ServiceView::reachable).thenComparing(NAME),
            "breaker",
            Comparator.comparing(ServiceView::breaker).thenComparing(NAME),
            "findings",
            Comparator.comparing(ServiceList::findings).thenComparing(NAME),
            "checked_at",
            Comparator.comparing(ServiceView::checkedAt).thenComparing(NAME)));

    static ServiceList of(List<ServiceView> all, String show, String sort, int page) {
        if (!show.isEmpty() && !show.equals(TROUBLE)) {
            throw Paging.invalid("filter");
        }
        List<ServiceView> found = all.stream()
                .filter(service -> show.isEmpty() || isTrouble(service))
                .sorted(ORDER.named(sort))
                .toList();
        Map<String, String> filter = Map.of("show", show);
        return new ServiceList(
                found.stream().skip((page - 1L) * PAGE_SIZE).limit(PAGE_SIZE).toList(),
                show,
                new Sorting(PATH, filter, sort),
                Paging.of(PATH, filter, sort, page, PAGE_SIZE, found.size()));
    }

    private static boolean isTrouble(ServiceView service) {
        return !service.reachable() || service.error() != null || findings(service) > 0;
    }

    private static int findings(ServiceView service) {
        return service.findings() == null ? 0 : service.findings().size();
    }
}
