package io.tenantdeletion.quickstart;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The tenants of the demonstration. */
public enum DemoTenant {
    SMALL("10000000-0000-4000-8000-000000000001", "Corner Bakery"),
    MEDIUM("20000000-0000-4000-8000-000000000002", "Harbour Bakery"),
    LARGE("30000000-0000-4000-8000-000000000003", "Metro Bakeries"),

    /** Owned by the person who leaves, and by nobody else: it goes with her. */
    LEAVING("40000000-0000-4000-8000-000000000004", "Lea's Bakery"),

    /** Owned by the person who leaves, with an administrator beside her: it changes hands. */
    STAYING("50000000-0000-4000-8000-000000000005", "Twin Bakery");

    private final UUID id;
    private final String title;

    DemoTenant(String id, String title) {
        this.id = UUID.fromString(id);
        this.title = title;
    }

    public UUID id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** The name as a part of a query. */
    public String titleInUrl() {
        return URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
