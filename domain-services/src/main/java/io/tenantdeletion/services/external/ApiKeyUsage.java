package io.tenantdeletion.services.external;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Calls to an external provider on behalf of a tenant. */
@Entity
@Table(name = "api_key_usage", schema = "external")
@TenantData
public class ApiKeyUsage extends TenantOwned {

    @Column(name = "provider", nullable = false)
    public String provider;

    @Column(name = "endpoint", nullable = false)
    public String endpoint;

    @Column(name = "calls", nullable = false)
    public int calls;

    @Column(name = "cost")
    public BigDecimal cost;

    @Column(name = "used_on", nullable = false)
    public LocalDate usedOn;
}
