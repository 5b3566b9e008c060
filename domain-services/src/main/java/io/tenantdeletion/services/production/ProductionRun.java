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
import java.time.Instant;

/** One run of a batch. */
@Entity
@Table(name = "production_runs", schema = "production")
@TenantData
public class ProductionRun extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "batch_id", nullable = false)
    public ProductionBatch batch;

    @Column(name = "run_number", nullable = false)
    public int runNumber;

    @Column(name = "produced_quantity")
    public BigDecimal producedQuantity;

    @Column(name = "operator")
    public String operator;

    @Column(name = "started_at", nullable = false)
    public Instant startedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;
}
