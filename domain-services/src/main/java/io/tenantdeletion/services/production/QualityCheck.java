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

/** A check of what a run produced. */
@Entity
@Table(name = "quality_checks", schema = "production")
@TenantData
public class QualityCheck extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "run_id", nullable = false)
    public ProductionRun run;

    @Column(name = "check_type", nullable = false)
    public String checkType;

    @Column(name = "passed", nullable = false)
    public boolean passed;

    @Column(name = "score")
    public BigDecimal score;

    @Column(name = "notes")
    public String notes;

    @Column(name = "checked_at", nullable = false)
    public Instant checkedAt;
}
