package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.ServiceView;
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

    static ServiceList of(List<ServiceView> all, String show, String sort, int page) {
        if (!show.isEmpty() && !show.equals(TROUBLE)) {
            throw Paging.invalid("filter");
        }
        List<ServiceView> found = all.stream()
                .filter(service -> show.isEmpty() || isTrouble(service))
                .sorted(ServiceSort.named(sort))
                .toList();
        Map<String, String> filter = Map.of("show", show);
        return new ServiceList(
                found.stream().skip((page - 1L) * PAGE_SIZE).limit(PAGE_SIZE).toList(),
                show,
                new Sorting(PATH, filter, sort),
                Paging.of(PATH, filter, sort, page, PAGE_SIZE, found.size()));
    }

    private static boolean isTrouble(ServiceView service) {
        return !service.reachable() || service.error() != null || ServiceSort.findings(service) > 0;
    }
}
