package io.tenantdeletion.services.alertprocessor;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** When an alert is raised. */
@Entity
@Table(name = "alert_rules", schema = "alerts")
@TenantData
public class AlertRule extends TenantOwned {

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "metric", nullable = false)
    public String metric;

    @Column(name = "threshold", nullable = false)
    public double threshold;

    @Column(name = "severity", nullable = false)
    public String severity;

    @Column(name = "enabled", nullable = false)
    public boolean enabled;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
