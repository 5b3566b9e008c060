package io.tenantdeletion.tenant.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What reached the audit log about something. */
public final class AuditRows {

    private AuditRows() {}

    /** Waits until that many events about the subject have arrived, and gives them. */
    public static List<Map<String, Object>> about(FakeOrchestrator orchestrator, UUID subject, int number) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> orchestrator.auditLog().about(subject).size() >= number);
        return orchestrator.auditLog().about(subject);
    }

    /** The actions of the events about the subject, oldest first, once there are that many. */
    public static List<Object> actions(FakeOrchestrator orchestrator, UUID subject, int number) {
        return about(orchestrator, subject, number).stream()
                .map(event -> event.get("action"))
                .toList();
    }
}
