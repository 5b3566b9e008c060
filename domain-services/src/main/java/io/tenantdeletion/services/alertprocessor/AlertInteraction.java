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

/** What somebody did about an alert. */
@Entity
@Table(name = "alert_interactions", schema = "alerts")
@TenantData
public class AlertInteraction extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "alert_id", nullable = false)
    public Alert alert;

    @Column(name = "interaction_type", nullable = false)
    public String interactionType;

    @Column(name = "comment")
    public String comment;

    @Column(name = "performed_at", nullable = false)
    public Instant performedAt;
}
