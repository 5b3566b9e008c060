package io.tenantdeletion.services.recipes;

import io.tenantdeletion.commons.service.TenantDataDeletionService;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class RecipesDeletion implements TenantDataDeletionService {

    @Override
    public String pathName() {
        return "recipes";
    }
}
