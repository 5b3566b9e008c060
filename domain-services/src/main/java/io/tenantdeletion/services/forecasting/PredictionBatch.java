package io.tenantdeletion.services.forecasting;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A set of forecasts computed together. */
@Entity
@Table(name = "prediction_batches", schema = "forecasting")
@TenantData
public class PredictionBatch extends TenantOwned {

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "requested_count", nullable = false)
    public int requestedCount;

    @Column(name = "completed_count", nullable = false)
    public int completedCount;

    @Column(name = "started_at", nullable = false)
    public Instant startedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;
}
