package io.tenantdeletion.services.suppliers;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SuppliersDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "suppliers";
    }
}
