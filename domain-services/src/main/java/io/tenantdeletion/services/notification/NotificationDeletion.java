package io.tenantdeletion.services.notification;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class NotificationDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "notifications";
    }

    @Override
    public String serviceName() {
        return "notification";
    }
}
