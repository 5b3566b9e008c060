package io.tenantdeletion.services.forecasting;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A forecast kept for quick answers. */
@Entity
@Table(name = "prediction_cache", schema = "forecasting")
@TenantData
public class PredictionCache extends TenantOwned {

    @Column(name = "cache_key", nullable = false)
    public String cacheKey;

    @Column(name = "predicted_demand", nullable = false)
    public double predictedDemand;

    @Column(name = "hits", nullable = false)
    public int hits;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;
}
