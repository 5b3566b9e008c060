package io.tenantdeletion.services.sales;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Expected sales of a product. */
@Entity
@Table(name = "predictions", schema = "sales")
@TenantData
public class SalesPrediction extends TenantOwned {

    @Column(name = "product_name", nullable = false)
    public String productName;

    @Column(name = "predicted_for", nullable = false)
    public LocalDate predictedFor;

    @Column(name = "quantity", nullable = false)
    public BigDecimal quantity;

    @Column(name = "confidence")
    public Double confidence;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
