package io.tenantdeletion.services.production;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** What shall be produced in a period. */
@Entity
@Table(name = "production_plans", schema = "production")
@TenantData
public class ProductionPlan extends TenantOwned {

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "starts_on", nullable = false)
    public LocalDate startsOn;

    @Column(name = "ends_on")
    public LocalDate endsOn;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
