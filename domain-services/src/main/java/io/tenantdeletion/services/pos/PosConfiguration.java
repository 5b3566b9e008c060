package io.tenantdeletion.services.pos;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A point-of-sale system connected to the tenant. */
@Entity
@Table(name = "pos_configurations", schema = "pos")
@TenantData
public class PosConfiguration extends TenantOwned {

    @Column(name = "provider", nullable = false)
    public String provider;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "endpoint")
    public String endpoint;

    @Column(name = "active", nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
