package io.tenantdeletion.orchestrator;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Webhooks to this machine, mail to a server in this process, and short pauses. */
public class Notifications implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("deletion.webhooks.allow-http", "true"),
                Map.entry("deletion.webhooks.allow-private", "true"),
                Map.entry("deletion.webhooks.most", "6"),
                Map.entry("deletion.delivery.poll-every", "50ms"),
                Map.entry("deletion.delivery.first-pause", "50ms"),
                Map.entry("deletion.delivery.hold", "50ms"),
                Map.entry("deletion.delivery.max-pause", "200ms"),
                Map.entry("deletion.delivery.max-sink-pause", "200ms"),
                Map.entry("deletion.four-eyes.enabled", "true"),
                Map.entry("deletion.mail.enabled", "true"),
                Map.entry("deletion.mail.from", "deletions@platform.example"),
                Map.entry("deletion.mail.operators", "ops@platform.example,night@platform.example"),
                Map.entry("deletion.mail.console-url", "https://platform.example/console"),
                Map.entry("deletion.mail.remind-every", "1s"),
                // Without a database of keys, as it is shipped.
                Map.entry("deletion.restore.enabled", "false"),
                Map.entry("quarkus.mailer.mock", "false"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(MailServer.class));
    }
}
