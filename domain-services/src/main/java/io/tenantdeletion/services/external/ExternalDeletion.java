package io.tenantdeletion.services.external;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ExternalDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "external";
    }
}
