package io.tenantdeletion.services.sales;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** A sale. */
@Entity
@Table(name = "sales_records", schema = "sales")
@TenantData
public class SalesRecord extends TenantOwned {

    @Column(name = "channel", nullable = false)
    public String channel;

    @Column(name = "total_amount", nullable = false)
    public BigDecimal totalAmount;

    @Column(name = "currency", nullable = false)
    public String currency;

    @Column(name = "payment_method")
    public String paymentMethod;

    @Column(name = "sold_at", nullable = false)
    public Instant soldAt;
}
