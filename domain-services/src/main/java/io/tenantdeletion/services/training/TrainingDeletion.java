package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class TrainingDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "training";
    }

    @Override
    public Optional<String> userDataName() {
        return Optional.of("models");
    }
}
