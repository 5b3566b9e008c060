package io.tenantdeletion.services.notification;

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

/** An attempt to deliver a message. */
@Entity
@Table(name = "notification_logs", schema = "notifications")
@TenantData
@UserData
public class NotificationLog extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "notification_id", nullable = false)
    public Notification notification;

    @Column(name = "attempt", nullable = false)
    public int attempt;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "provider")
    public String provider;

    @Column(name = "error")
    public String error;

    @Column(name = "attempted_at", nullable = false)
    public Instant attemptedAt;
}
