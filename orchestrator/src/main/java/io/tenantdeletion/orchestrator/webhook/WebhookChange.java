package io.tenantdeletion.orchestrator.webhook;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be different about a webhook; a part that is null stays as it is.
 *
 * @param url where
 * @param events of which types
 * @param description what it is for; empty for none
 * @param enabled whether it is told
 */
public record WebhookChange(String url, List<String> events, String description, Boolean enabled) {

    /** The names of the parts that change. */
    List<String> parts() {
        return Stream.of(
                        url == null ? null : "url",
                        events == null ? null : "events",
                        description == null ? null : "description",
                        enabled == null ? null : "enabled")
                .filter(part -> part != null)
                .toList();
    }
}
