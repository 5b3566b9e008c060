package io.tenantdeletion.commons.lab;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.embedded.Loopback;
import java.util.Map;

/** Chooses where the audit log of a test will answer; test and resource meet in a system property. */
public class AuditAddress implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "lab.test.audit-port";

    @Override
    public Map<String, String> start() {
        int port = Loopback.freePort();
        System.setProperty(PORT, String.valueOf(port));
        return Map.of("orchestrator.url", "http://localhost:" + port);
    }

    @Override
    public void stop() {
        System.clearProperty(PORT);
    }
}
