package io.tenantdeletion.tenant.registry;

import io.tenantdeletion.commons.mark.TenantData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One customer of the platform; all other tenant data hangs on its id. */
@Entity
@Table(schema = "tenant", name = "tenants")
@TenantData(column = "id")
public class Tenant {

    @Id
    public UUID id;

    @Column(nullable = false)
    public String name;

    @Column(name = "owner_id", nullable = false)
    public UUID ownerId;

    /** {@code active} or {@code inactive}. */
    @Column(nullable = false)
    public String status;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
