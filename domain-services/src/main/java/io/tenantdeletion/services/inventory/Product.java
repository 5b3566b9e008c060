package io.tenantdeletion.services.inventory;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** A product or ingredient; a variant names its parent. */
@Entity
@Table(name = "products", schema = "inventory")
@TenantData
public class Product extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id")
    public Product parent;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "supplier_id")
    public InventorySupplier supplier;

    @Column(name = "sku", nullable = false)
    public String sku;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "unit", nullable = false)
    public String unit;

    @Column(name = "unit_cost")
    public BigDecimal unitCost;

    @Column(name = "reorder_level", nullable = false)
    public int reorderLevel;

    @Column(name = "active", nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
