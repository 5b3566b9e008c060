package io.tenantdeletion.services.forecasting;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ForecastingDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "forecasting";
    }

    @Override
    public String userDataName() {
        return "forecasts";
    }
}
