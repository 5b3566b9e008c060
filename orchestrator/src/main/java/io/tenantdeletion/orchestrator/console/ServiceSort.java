package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.api.ServiceView;
import java.util.Comparator;
import java.util.Map;

/** What services are ordered by: there are as many as are configured, so that happens in memory. */
final class ServiceSort {

    static final String BY_NAME = "service";

    private static final Comparator<ServiceView> NAME = Comparator.comparing(ServiceView::service);
    private static final Map<String, Comparator<ServiceView>> COLUMNS = Map.of(
            BY_NAME,
            NAME,
            "reachable",
            Comparator.comparing(ServiceView::reachable).thenComparing(NAME),
            "breaker",
            Comparator.comparing(ServiceView::breaker).thenComparing(NAME),
            "findings",
            Comparator.comparing(ServiceSort::findings).thenComparing(NAME),
            "checked_at",
            Comparator.comparing(ServiceView::checkedAt).thenComparing(NAME));

    private ServiceSort() {}

    /** The order with this name in an address; fails with a 400 problem where there is none. */
    static Comparator<ServiceView> named(String parameter) {
        boolean backwards = parameter.startsWith("-");
        Comparator<ServiceView> order = COLUMNS.get(backwards ? parameter.substring(1) : parameter);
        if (order == null) {
            throw Paging.invalid("sort");
        }
        return backwards ? order.reversed() : order;
    }

    static int findings(ServiceView service) {
        return service.findings() == null ? 0 : service.findings().size();
    }
}
