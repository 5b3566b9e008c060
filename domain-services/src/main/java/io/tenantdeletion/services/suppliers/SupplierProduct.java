package io.tenantdeletion.services.suppliers;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** Something a supplier offers. */
@Entity
@Table(name = "supplier_products", schema = "suppliers")
@TenantData
public class SupplierProduct extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "supplier_id", nullable = false)
    public Supplier supplier;

    @Column(name = "sku", nullable = false)
    public String sku;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "unit_price", nullable = false)
    public BigDecimal unitPrice;

    @Column(name = "minimum_quantity")
    public Integer minimumQuantity;

    @Column(name = "available", nullable = false)
    public boolean available;
}
