package io.tenantdeletion.orchestrator.fake;

import java.util.List;

/** What the services are called. */
public final class Services {

    /** Those that hold rows of tenants, which go before the tenant service's own. */
    public static final List<String> PURGED = List.of(
            "orders",
            "inventory",
            "recipes",
            "sales",
            "production",
            "suppliers",
            "pos",
            "external",
            "forecasting",
            "training",
            "notifications",
            "alerts");

    private Services() {}
}
