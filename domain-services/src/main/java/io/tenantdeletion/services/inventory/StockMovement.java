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

/** Goods that came in, went out, or were written off. */
@Entity
@Table(name = "stock_movements", schema = "inventory")
@TenantData
public class StockMovement extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "product_id", nullable = false)
    public Product product;

    @Column(name = "movement_type", nullable = false)
    public String movementType;

    @Column(name = "quantity", nullable = false)
    public BigDecimal quantity;

    @Column(name = "unit_cost")
    public BigDecimal unitCost;

    @Column(name = "reference")
    public String reference;

    @Column(name = "moved_at", nullable = false)
    public Instant movedAt;
}
