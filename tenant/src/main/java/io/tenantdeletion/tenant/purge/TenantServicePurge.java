package io.tenantdeletion.tenant.purge;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.tenant.outbox.OutboxEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** This service's own data of a tenant, purged as the last step of a job; the tenant itself is part of it. */
@ApplicationScoped
class TenantServicePurge implements TenantDataDeletionService {

    // As it was before the job suspended it. The token stays: no request that is on its way suspends it again.
    private static final String UNSUSPEND = """
            update tenant.tenants
            set status = status_before_deletion, status_before_deletion = null, deletion_job_id = null,
                deletion_due_at = null, purging = false
            where id = :tenant and deletion_job_id = :job""";

    private final OutboxEvents outbox;

    TenantServicePurge(OutboxEvents outbox) {
        this.outbox = outbox;
    }

    @Override
    public String pathName() {
        return "tenant";
    }

    @Override
    public Uni<Void> afterPurge(Mutiny.Session session, TenantId tenant, long deletedRows, Optional<JobId> job) {
        return deletedRows == 0 ? Uni.createFrom().voidItem() : outbox.tenantDeleted(session, tenant, job);
    }

    @Override
    public Uni<Void> afterRestore(Mutiny.Session session, TenantId tenant, JobId job) {
        return session.createNativeQuery(UNSUSPEND)
                .setParameter("tenant", tenant.value())
                .setParameter("job", job.value())
                .executeUpdate()
                .replaceWithVoid();
    }
}
