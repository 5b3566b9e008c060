package io.tenantdeletion.services.inventory;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A supplier as the stock keeper knows it. */
@Entity
@Table(name = "suppliers", schema = "inventory")
@TenantData
public class InventorySupplier extends TenantOwned {

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "contact_name")
    public String contactName;

    @Column(name = "phone")
    public String phone;

    @Column(name = "lead_time_days")
    public Integer leadTimeDays;

    @Column(name = "active", nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
