package io.tenantdeletion.services.pos;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A call received from a point-of-sale system. */
@Entity
@Table(name = "pos_webhook_logs", schema = "pos")
@TenantData
public class PosWebhookLog extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "configuration_id", nullable = false)
    public PosConfiguration configuration;

    @Column(name = "event_type", nullable = false)
    public String eventType;

    @Column(name = "payload")
    public String payload;

    @Column(name = "status_code")
    public Integer statusCode;

    @Column(name = "received_at", nullable = false)
    public Instant receivedAt;
}
