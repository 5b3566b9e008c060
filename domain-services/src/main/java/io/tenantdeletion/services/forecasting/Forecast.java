package io.tenantdeletion.services.forecasting;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Expected demand of a product on a day; a single one belongs to no batch. */
@Entity
@Table(name = "forecasts", schema = "forecasting")
@TenantData
@UserData
public class Forecast extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "batch_id")
    public PredictionBatch batch;

    @Column(name = "user_id")
    public UUID userId;

    @Column(name = "product_name", nullable = false)
    public String productName;

    @Column(name = "forecast_date", nullable = false)
    public LocalDate forecastDate;

    @Column(name = "predicted_demand", nullable = false)
    public double predictedDemand;

    @Column(name = "confidence_low")
    public Double confidenceLow;

    @Column(name = "confidence_high")
    public Double confidenceHigh;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
