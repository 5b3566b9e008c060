package io.tenantdeletion.services.alertprocessor;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** Something a tenant should look at; one without a rule was raised by hand. */
@Entity
@Table(name = "alerts", schema = "alerts")
@TenantData
public class Alert extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "rule_id")
    public AlertRule rule;

    @Column(name = "title", nullable = false)
    public String title;

    @Column(name = "message")
    public String message;

    @Column(name = "severity", nullable = false)
    public String severity;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "raised_at", nullable = false)
    public Instant raisedAt;

    @Column(name = "resolved_at")
    public Instant resolvedAt;
}
