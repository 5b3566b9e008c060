package io.tenantdeletion.quickstart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tenantdeletion.embedded.BakeryRealm;

/** A few entries of the shared catalogue, made as any moderator makes them, and some that wait for one. */
final class DemoCatalogue {

    /** A word in the name of one park only. */
    static final String PARK = "Harbour";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlatformApi api;
    private final String domainServices;
    private int made;

    DemoCatalogue(PlatformApi api, String domainServices) {
        this.api = api;
        this.domainServices = domainServices;
    }

    /** Fills it; returns the entries. */
    long fill() {
        String moderator = api.token(BakeryRealm.MODERATOR);
        String operator = make("companies", entry("Atlantic Leisure").put("country", "ES"), moderator);
        String maker = make("companies", entry("Loop Works").put("founded_year", 1961), moderator);
        String model = make("ride-models", entry("Looper 600").put("company_id", maker), moderator);
        String park =
                make("parks", entry(PARK + " Park").put("operator_id", operator).put("city", "Vigo"), moderator);
        String other = make("parks", entry("Mill Gardens").put("operator_id", operator), moderator);
        make("parks", entry("Northern Lights").put("status", "under_construction"), moderator);
        String ride = make(
                "rides",
                entry("Comet").put("park_id", park).put("ride_model_id", model).put("manufacturer_id", maker),
                moderator);
        make("rides", entry("Carousel").put("park_id", other), moderator);
        make(
                "reviews",
                JSON.createObjectNode().put("ride_id", ride).put("rating", 5).put("text", "Fast!"),
                moderator);

        String baker = api.token(BakeryRealm.BAKER);
        make(
                "reviews",
                JSON.createObjectNode().put("park_id", other).put("rating", 3).put("text", "Wet."),
                baker);
        make("companies", entry("Sky Rides"), baker);
        return made;
    }

    /** A company that nothing depends on. */
    void company(String name) {
        make("companies", entry(name), api.token(BakeryRealm.MODERATOR));
    }

    private static ObjectNode entry(String name) {
        return JSON.createObjectNode().put("name", name);
    }

    private String make(String kind, ObjectNode entry, String token) {
        made++;
        return api.post(domainServices + "/api/v1/" + kind, entry, token)
                .path("entity_id")
                .asText();
    }
}
