package io.tenantdeletion.services.notification;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** How a user wants to be told. */
@Entity
@Table(name = "notification_preferences", schema = "notifications")
@TenantData
@UserData
public class NotificationPreference extends TenantOwned {

    @Column(name = "user_id", nullable = false)
    public UUID userId;

    @Column(name = "channel", nullable = false)
    public String channel;

    @Column(name = "enabled", nullable = false)
    public boolean enabled;

    @Column(name = "quiet_from")
    public String quietFrom;

    @Column(name = "quiet_until")
    public String quietUntil;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
