package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.webhook.Webhook;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A page of webhooks.
 *
 * @param webhooks those of this page
 * @param show {@code trouble} for those only that are disabled or failing; empty for all
 * @param sorting what they are ordered by
 * @param pages where in the list this is
 */
public record WebhookList(List<Webhook> webhooks, String show, Sorting sorting, Paging pages) {

    static final String PATH = "/console/webhooks";
    static final String BY_AGE = "created_at";

    private static final String TROUBLE = "trouble";
    private static final int PAGE_SIZE = 50;
    private static final Comparator<Webhook> AGE =
            Comparator.comparing(Webhook::createdAt).thenComparing(Webhook::id);
    private static final ColumnOrder<Webhook> ORDER = new ColumnOrder<>(Map.of(
            BY_AGE,
            AGE,
            "url",
            Comparator.comparing(Webhook::url).thenComparing(AGE),
            "enabled",
            Comparator.comparing(Webhook::enabled)
                    .thenComparing(webhook -> webhook.failingSince() == null)
                    .thenComparing(AGE)));

    static WebhookList of(List<Webhook> all, String show, String sort, int page) {
        if (!show.isEmpty() && !show.equals(TROUBLE)) {
            throw Paging.invalid("filter");
        }
        List<Webhook> found = all.stream()
                .filter(webhook -> show.isEmpty() || !webhook.enabled() || webhook.failingSince() != null)
                .sorted(ORDER.named(sort))
                .toList();
        Map<String, String> filter = Map.of("show", show);
        return new WebhookList(
                found.stream().skip((page - 1L) * PAGE_SIZE).limit(PAGE_SIZE).toList(),
                show,
                new Sorting(PATH, filter, sort),
                Paging.of(PATH, filter, sort, page, PAGE_SIZE, found.size()));
    }
}
