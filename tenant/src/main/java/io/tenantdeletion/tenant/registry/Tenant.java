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

    /** The job that holds this tenant, or null while none does. */
    @Column(name = "deletion_job_id")
    public UUID deletionJobId;

    /** When that job begins to delete, where it is known. */
    @Column(name = "deletion_due_at")
    public Instant deletionDueAt;

    /** What {@link #status} was before the hold, or null while there is none. */
    @Column(name = "status_before_deletion")
    public String statusBeforeDeletion;

    /** Whether a deletion job holds this tenant. */
    public boolean isHeld() {
        return deletionJobId != null;
    }

    /** Whether the hold is that of the given job. */
    public boolean isHeldBy(JobId job) {
        return job.value().equals(deletionJobId);
    }

    /** Stops all changes by people, for a job; a job that comes later takes the hold over. */
    public void hold(JobId job, Instant dueAt) {
        if (!isHeld()) {
            statusBeforeDeletion = status;
        }
        status = INACTIVE;
        deletionJobId = job.value();
        deletionDueAt = dueAt;
    }

    /** Undoes {@link #hold}, to the letter. */
    public void release() {
        status = statusBeforeDeletion;
        deletionJobId = null;
        deletionDueAt = null;
        statusBeforeDeletion = null;
    }
}
