package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class TrainingDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "training";
    }

    @Override
    public String userDataName() {
        return "models";
    }
}
