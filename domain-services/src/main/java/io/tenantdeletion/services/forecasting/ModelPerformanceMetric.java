package io.tenantdeletion.services.forecasting;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** How well a model predicted. */
@Entity
@Table(name = "model_performance_metrics", schema = "forecasting")
@TenantData
public class ModelPerformanceMetric extends TenantOwned {

    @Column(name = "model_name", nullable = false)
    public String modelName;

    @Column(name = "metric", nullable = false)
    public String metric;

    @Column(name = "value", nullable = false)
    public double value;

    @Column(name = "evaluated_at", nullable = false)
    public Instant evaluatedAt;
}
