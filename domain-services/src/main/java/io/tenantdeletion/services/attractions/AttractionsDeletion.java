package io.tenantdeletion.services.attractions;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.service.TenantDataDeletionService;
import io.tenantdeletion.moderation.submission.DeletedUsers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** The catalogue is nobody's; what names its people goes with them. */
@ApplicationScoped
class AttractionsDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "attractions";
    }

    @Override
    public Set<String> schemas() {
        return Set.of("attractions", "moderation");
    }

    @Override
    public boolean holdsTenantData() {
        return false;
    }

    @Override
    public Uni<Void> afterUserPurge(Mutiny.Session session, UserId user, long deletedRows, Optional<JobId> job) {
        return DeletedUsers.forgetEvents(session, user);
    }
}
