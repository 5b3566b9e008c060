package io.tenantdeletion.services.sales;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A line of a sale. */
@Entity
@Table(name = "sale_items", schema = "sales")
@TenantData
public class SaleItem extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "sales_record_id", nullable = false)
    public SalesRecord salesRecord;

    @Column(name = "product_name", nullable = false)
    public String productName;

    @Column(name = "quantity", nullable = false)
    public int quantity;

    @Column(name = "unit_price", nullable = false)
    public BigDecimal unitPrice;

    @Column(name = "discount")
    public BigDecimal discount;
}
