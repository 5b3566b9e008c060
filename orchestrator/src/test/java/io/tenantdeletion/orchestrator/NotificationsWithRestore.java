package io.tenantdeletion.orchestrator;

import java.util.HashMap;
import java.util.Map;

/** {@link Notifications}, where deletions can be undone for a while. */
public class NotificationsWithRestore extends Notifications {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.remove("deletion.restore.enabled");
        return settings;
    }
}
