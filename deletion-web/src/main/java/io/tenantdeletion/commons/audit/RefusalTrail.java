package io.tenantdeletion.commons.audit;

/** Where refusals of this process go, and the little else that it tells of; each application has one. */
public interface RefusalTrail {

    /** Takes the event and returns at once; never fails, and never makes a caller wait. */
    void record(AuditEvent event);
}
