package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A measured quality of a version. */
@Entity
@Table(name = "model_metrics", schema = "training")
@TenantData
@UserData
public class ModelMetric extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "model_version_id", nullable = false)
    public ModelVersion modelVersion;

    @Column(name = "metric", nullable = false)
    public String metric;

    @Column(name = "value", nullable = false)
    public double value;

    @Column(name = "measured_at", nullable = false)
    public Instant measuredAt;
}
