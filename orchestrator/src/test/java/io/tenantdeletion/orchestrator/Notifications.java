package io.tenantdeletion.orchestrator;

import io.tenantdeletion.commons.test.TestSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Webhooks to this machine, mail to a server in this process, signed certificates, approvals that end after a day, data
 * outside the database, and short pauses.
 */
public class Notifications extends TestSettings {

    /** The example of RFC 8037: everybody knows it. */
    static final String KEY = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    private static final String FORMER_KEY = "MCowBQYDK2VwAyEAdvkpCSuFBWlFKzNcM5Hg96Yo/4vxoV0MuyXKcJ5biPk=";

    private final MailServer mail = new MailServer();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(mail.start());
        settings.putAll(Map.ofEntries(
                Map.entry("deletion.webhooks.allow-http", "true"),
                Map.entry("deletion.webhooks.allow-private", "true"),
                Map.entry("deletion.webhooks.most", "6"),
                Map.entry("deletion.delivery.poll-every", "50ms"),
                Map.entry("deletion.delivery.first-pause", "50ms"),
                Map.entry("deletion.delivery.hold", "50ms"),
                Map.entry("deletion.delivery.max-pause", "200ms"),
                Map.entry("deletion.delivery.max-sink-pause", "200ms"),
                Map.entry("deletion.four-eyes.enabled", "true"),
                Map.entry("deletion.four-eyes.expires-after", "1d"),
                Map.entry(
                        "deletion.participants.training.capabilities",
                        "preview,purge,fence,verify,restore,external-data"),
                Map.entry("deletion.mail.enabled", "true"),
                Map.entry("deletion.mail.from", "deletions@platform.example"),
                Map.entry("deletion.mail.operators", "ops@platform.example,night@platform.example"),
                Map.entry("deletion.mail.console-url", "https://platform.example/console"),
                Map.entry("deletion.mail.remind-every", "1s"),
                // Without a database of keys, as it is shipped.
                Map.entry("deletion.restore.enabled", "false"),
                Map.entry("deletion.certificate.keys[0].kid", "now"),
                Map.entry("deletion.certificate.keys[0].private-key", KEY),
                Map.entry("deletion.certificate.keys[1].kid", "former"),
                Map.entry("deletion.certificate.keys[1].public-key", FORMER_KEY),
                Map.entry("deletion.certificate.keys[1].retired", "true"),
                Map.entry("deletion.certificate.not-covered.backups.detail", "nightly backups"),
                Map.entry("deletion.certificate.not-covered.backups.kept-for", "35d"),
                Map.entry("quarkus.mailer.mock", "false")));
        return settings;
    }

    @Override
    public void stop() {
        mail.stop();
    }
}
