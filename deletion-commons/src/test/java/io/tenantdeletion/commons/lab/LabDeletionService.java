package io.tenantdeletion.commons.lab;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class LabDeletionService implements TenantDataDeletionService {

    /** For a test of what happens where a team forgets to say so. */
    static volatile boolean declaresUserData = true;

    @Override
    public String pathName() {
        return "lab";
    }

    @Override
    public String serviceName() {
        return "laboratory";
    }

    @Override
    public Optional<String> userDataName() {
        return declaresUserData ? Optional.of("experiments") : Optional.empty();
    }
}
