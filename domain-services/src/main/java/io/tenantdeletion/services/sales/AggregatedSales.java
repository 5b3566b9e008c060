package io.tenantdeletion.services.sales;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Sales added up over a period. */
@Entity
@Table(name = "aggregated_sales", schema = "sales")
@TenantData
public class AggregatedSales extends TenantOwned {

    @Column(name = "period", nullable = false)
    public String period;

    @Column(name = "period_start", nullable = false)
    public LocalDate periodStart;

    @Column(name = "product_name")
    public String productName;

    @Column(name = "quantity", nullable = false)
    public int quantity;

    @Column(name = "revenue", nullable = false)
    public BigDecimal revenue;

    @Column(name = "computed_at", nullable = false)
    public Instant computedAt;
}
