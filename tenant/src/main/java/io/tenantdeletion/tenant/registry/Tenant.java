package io.tenantdeletion.tenant.registry;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.mark.TenantData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One customer of the platform; all other tenant data hangs on its id. */
@Entity
@Table(schema = "tenant", name = "tenants")
@TenantData(column = "id")
public class Tenant {

    public static final String ACTIVE = "active";
    public static final String INACTIVE = "inactive";

    @Id
    public UUID id;

    @Column(nullable = false)
    public String name;

    @Column(name = "owner_id", nullable = false)
    public UUID ownerId;

    /** {@code active} or {@code inactive}. */
    @Column(nullable = false)
    public String status;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;

    /** A digest of the Idempotency-Key it was made with and of who made it, or null. */
    @Column(name = "creation_key")
    public String creationKey;

    /** The job this tenant is suspended for, or null while it is not. */
    @Column(name = "deletion_job_id")
    public UUID deletionJobId;

    /** When that job begins to delete, where it is known. */
    @Column(name = "deletion_due_at")
    public Instant deletionDueAt;

    /** What {@link #status} was before the suspension, or null while there is none. */
    @Column(name = "status_before_deletion")
    public String statusBeforeDeletion;

    /** The greatest token that a request to suspend or unsuspend this tenant had; zero before the first. */
    @Column(name = "suspension_token", nullable = false)
    public long suspensionToken;

    /** Whether rows of this tenant may be gone already, so that only its complete deletion ends the suspension. */
    @Column(nullable = false)
    public boolean purging;

    /** Whether this tenant is suspended for a deletion job. */
    public boolean isSuspended() {
        return deletionJobId != null;
    }

    /** Whether the suspension is for the given job. */
    public boolean isSuspendedFor(JobId job) {
        return job.value().equals(deletionJobId);
    }

    /** Stops all changes by people, for a job; a job that comes later takes the suspension over. */
    public void suspend(JobId job, long token, Instant dueAt, boolean purges) {
        if (!isSuspended()) {
            statusBeforeDeletion = status;
        }
        status = INACTIVE;
        deletionJobId = job.value();
        deletionDueAt = dueAt;
        suspensionToken = token;
        purging = purges;
    }

    /** Undoes {@link #suspend}, to the letter, but for the token. */
    public void unsuspend() {
        status = statusBeforeDeletion;
        deletionJobId = null;
        deletionDueAt = null;
        statusBeforeDeletion = null;
        purging = false;
    }
}
