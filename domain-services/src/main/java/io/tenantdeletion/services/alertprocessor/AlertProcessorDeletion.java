package io.tenantdeletion.services.alertprocessor;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AlertProcessorDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "alerts";
    }

    @Override
    public String serviceName() {
        return "alert_processor";
    }
}
