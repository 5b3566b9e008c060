package io.tenantdeletion.services.alertprocessor;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A change of an alert's status. */
@Entity
@Table(name = "alert_history", schema = "alerts")
@TenantData
public class AlertHistory extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "alert_id", nullable = false)
    public Alert alert;

    @Column(name = "old_status")
    public String oldStatus;

    @Column(name = "new_status", nullable = false)
    public String newStatus;

    @Column(name = "changed_at", nullable = false)
    public Instant changedAt;
}
