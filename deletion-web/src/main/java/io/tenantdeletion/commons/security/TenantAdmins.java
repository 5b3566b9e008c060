package io.tenantdeletion.commons.security;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.contract.TenantId;
import java.util.List;

/** Who administers a tenant, according to the tenant service. */
public interface TenantAdmins {

    /**
     * The owner and the admins of a tenant.
     *
     * @return fails with a 404 problem where the tenant is unknown, with a 503 problem where nobody can tell
     */
    Uni<List<TenantAdmin>> of(TenantId tenant);
}
