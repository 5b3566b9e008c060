package io.tenantdeletion.orchestrator.console;

import jakarta.ws.rs.FormParam;
import java.util.Arrays;
import java.util.List;

/** What somebody typed about a webhook. */
public class WebhookForm {

    @FormParam("url")
    String url;

    @FormParam("events")
    String events;

    @FormParam("description")
    String description;

    /** The address without what a paste brings along. */
    String url() {
        return url == null ? null : url.strip();
    }

    /** The types, which are typed with commas or spaces between them. */
    List<String> events() {
        return events == null
                ? List.of()
                : Arrays.stream(events.split("[,\\s]+"))
                        .filter(type -> !type.isEmpty())
                        .toList();
    }

    String description() {
        return description;
    }
}
