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
}
