package io.tenantdeletion.services.sales;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SalesDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "sales";
    }
}
