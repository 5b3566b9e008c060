package io.tenantdeletion.services.inventory;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class InventoryDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "inventory";
    }
}
