package io.tenantdeletion.services.orders;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OrdersDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "orders";
    }
}
