package io.tenantdeletion.commons.lab;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Chooses where the audit log of a test will answer; test and resource meet in a system property. */
public class AuditAddress implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "lab.test.audit-port";

    @Override
    public Map<String, String> start() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.setProperty(PORT, String.valueOf(socket.getLocalPort()));
            return Map.of("orchestrator.url", "http://localhost:" + socket.getLocalPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        System.clearProperty(PORT);
    }
}
