package io.tenantdeletion.services.base;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A row that names its tenant itself. */
@MappedSuperclass
public abstract class TenantOwned extends Identified {

    @Column(name = "tenant_id", nullable = false)
    public UUID tenantId;
}
