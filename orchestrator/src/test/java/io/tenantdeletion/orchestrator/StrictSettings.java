package io.tenantdeletion.orchestrator;

import io.tenantdeletion.commons.test.TestSettings;
import java.util.Map;

/**
 * Settings that are stricter than in other tests, and do not meet each other: one job at a time, confirmation of
 * tenants of a hundred rows or more (they have 3 per service unless a test says otherwise), and traces. Signed
 * certificates, and data outside the database, where a deletion can be undone for a while.
 */
public class StrictSettings extends TestSettings {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "deletion.jobs.max-running",
                "1",
                "deletion.confirmation.required",
                "large",
                "deletion.confirmation.large-rows",
                "100",
                "deletion.confirmation.count-timeout",
                "1s",
                "otel.sdk.disabled",
                "false",
                "deletion.certificate.keys[0].kid",
                "now",
                "deletion.certificate.keys[0].private-key",
                Notifications.KEY,
                "deletion.participants.training.capabilities",
                "preview,purge,fence,verify,restore,external-data");
    }
}
