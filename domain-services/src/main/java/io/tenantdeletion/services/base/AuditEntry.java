package io.tenantdeletion.services.base;

import io.tenantdeletion.commons.mark.UserData;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;

/**
 * Who did what to which resource of a tenant; each context keeps a table of its own. It is the tenant's: when a user is
 * deleted, what was done stays and who did it goes.
 */
@MappedSuperclass
@UserData(column = "actor_id", anonymize = true)
public abstract class AuditEntry extends TenantOwned {

    /** Empty where a service acted, or somebody who has been deleted. */
    @Column(name = "actor_id")
    public UUID actorId;

    @Column(name = "action", nullable = false)
    public String action;

    @Column(name = "resource_type")
    public String resourceType;

    @Column(name = "resource_id")
    public String resourceId;

    @Column(name = "details")
    public String details;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
