package io.tenantdeletion.commons.lab;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AnnexDeletionService implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "annex";
    }
}
