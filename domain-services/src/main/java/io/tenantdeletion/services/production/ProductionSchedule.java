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
import java.time.LocalDate;

/** A day or shift of a plan. */
@Entity
@Table(name = "production_schedules", schema = "production")
@TenantData
public class ProductionSchedule extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "plan_id", nullable = false)
    public ProductionPlan plan;

    @Column(name = "scheduled_for", nullable = false)
    public LocalDate scheduledFor;

    @Column(name = "shift", nullable = false)
    public String shift;

    @Column(name = "capacity")
    public BigDecimal capacity;

    @Column(name = "status", nullable = false)
    public String status;
}
