package io.tenantdeletion.orchestrator.job;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A job about to be written down.
 *
 * @param id chosen by the caller
 * @param subject whose data
 * @param tenantName the tenant's name now, or null
 * @param owner who owns the tenant now, and is told what becomes of it; or null
 * @param origin who asked for it and why
 * @param auditContext the same, for the audit log
 * @param start what it waits for
 * @param previewToken id of the preview token that confirmed it, which counts once; or null
 * @param idempotency makes a repeated request the same job, or null
 * @param createdAt now
 * @param steps in order, as far as they are known now
 * @param tenants of a user's job what is to become of the user's tenants; null of a tenant's
 * @param onFailure what becomes of it where it fails for good after rows are gone
 */
public record NewJob(
        JobId id,
        Subject subject,
        String tenantName,
        UserId owner,
        Origin origin,
        AuditContext auditContext,
        DeletionJob.Start start,
        UUID previewToken,
        Idempotency idempotency,
        Instant createdAt,
        List<PlannedStep> steps,
        TenantsAsked tenants,
        OnFailure onFailure) {

    /** The same, where this owner is told what becomes of the tenant. */
    public NewJob ownedBy(UserId user) {
        return new NewJob(
                id,
                subject,
                tenantName,
                user,
                origin,
                auditContext,
                start,
                previewToken,
                idempotency,
                createdAt,
                steps,
                tenants,
                onFailure);
    }

    /** The same as a rehearsal: it begins at once, nobody is kept from anything, and nobody has to agree. */
    public NewJob inShadow() {
        return new NewJob(
                id,
                subject,
                tenantName,
                null,
                origin,
                auditContext,
                new DeletionJob.Start(
                        createdAt,
                        Suspension.NONE,
                        start.token(),
                        Approval.NOT_NEEDED,
                        start.expected(),
                        start.forced(),
                        start.disregarded(),
                        true),
                previewToken,
                idempotency,
                createdAt,
                steps.stream()
                        .filter(step -> step.phase().equals(Phases.PREPARE))
                        .toList(),
                tenants,
                onFailure);
    }

    /**
     * The job as it is once it is written down.
     *
     * @param token its suspension's
     * @param heldSince since when a legal hold keeps it from deleting, or null
     */
    DeletionJob written(long token, Instant heldSince) {
        return new DeletionJob(
                id,
                subject,
                tenantName,
                origin,
                JobStatus.PENDING,
                new DeletionJob.Start(
                        start.dueAt(),
                        start.suspension(),
                        token,
                        start.approval(),
                        start.expected(),
                        start.forced(),
                        start.disregarded(),
                        start.shadow()),
                null,
                idempotency == null ? null : idempotency.requestHash(),
                new DeletionJob.Times(createdAt, null, null, null, null, null),
                new Waiting(null, null, null, 0, heldSince),
                false,
                List.of(),
                List.of(),
                Restoration.notBegun(onFailure));
    }
}
