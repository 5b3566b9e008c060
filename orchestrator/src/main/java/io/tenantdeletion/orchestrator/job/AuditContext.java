package io.tenantdeletion.orchestrator.job;

/**
 * Who causes a change of a job, for the audit log.
 *
 * @param by who: a user's id, a service, or {@code orchestrator}
 * @param from the network address the request came from, or null
 * @param why in one line, or null
 * @param via the service that called on behalf of {@code by}, or null
 */
public record AuditContext(String by, String from, String why, String via) {

    /** Nobody asked: it was time, or a run came to an end. */
    public static AuditContext ofTheOrchestrator(String why) {
        return new AuditContext("orchestrator", null, why, null);
    }
}
