package io.tenantdeletion.services.external;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** An answer of an external provider, kept for a while. */
@Entity
@Table(name = "external_data_cache", schema = "external")
@TenantData
public class ExternalDataCache extends TenantOwned {

    @Column(name = "provider", nullable = false)
    public String provider;

    @Column(name = "cache_key", nullable = false)
    public String cacheKey;

    @Column(name = "payload")
    public String payload;

    @Column(name = "fetched_at", nullable = false)
    public Instant fetchedAt;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;
}
