package io.tenantdeletion.commons.lab;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class LabDeletionService implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "lab";
    }

    @Override
    public String serviceName() {
        return "laboratory";
    }

    @Override
    public String userDataName() {
        return "experiments";
    }
}
