package io.tenantdeletion.services.production;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A batch of one product. */
@Entity
@Table(name = "production_batches", schema = "production")
@TenantData
public class ProductionBatch extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "schedule_id", nullable = false)
    public ProductionSchedule schedule;

    @Column(name = "batch_number", nullable = false)
    public String batchNumber;

    @Column(name = "product_name", nullable = false)
    public String productName;

    @Column(name = "planned_quantity", nullable = false)
    public BigDecimal plannedQuantity;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "priority")
    public Integer priority;
}
