package io.tenantdeletion.services.pos;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class PosDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "pos";
    }
}
