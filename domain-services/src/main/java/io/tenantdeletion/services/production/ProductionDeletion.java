package io.tenantdeletion.services.production;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ProductionDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "production";
    }
}
