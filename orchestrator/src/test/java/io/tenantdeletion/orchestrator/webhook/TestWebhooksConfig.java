package io.tenantdeletion.orchestrator.webhook;

import java.time.Duration;
import java.util.List;

/** The defaults, but for what a test says. */
record TestWebhooksConfig(boolean allowHttp, boolean allowPrivate, Duration timeout) implements WebhooksConfig {

    static final WebhooksConfig DEFAULTS = new TestWebhooksConfig(false, false, Duration.ofSeconds(10));

    @Override
    public List<Integer> ports() {
        return List.of(443, 8443);
    }

    @Override
    public Duration secretOverlap() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration disableAfter() {
        return Duration.ofDays(3);
    }

    @Override
    public int most() {
        return 50;
    }
}
