package io.tenantdeletion.services.notification;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A message to a user. */
@Entity
@Table(name = "notifications", schema = "notifications")
@TenantData
@UserData
public class Notification extends TenantOwned {

    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(name = "channel", nullable = false)
    public String channel;

    @Column(name = "subject", nullable = false)
    public String subject;

    @Column(name = "body")
    public String body;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "read_at")
    public Instant readAt;
}
