package io.tenantdeletion.services.forecasting;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class ForecastingDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "forecasting";
    }

    @Override
    public Optional<String> userDataName() {
        return Optional.of("forecasts");
    }
}
