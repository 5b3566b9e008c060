package io.tenantdeletion.services.production;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** A step of a run as it was carried out. */
@Entity
@Table(name = "run_steps", schema = "production")
@TenantData
public class RunStep extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "run_id", nullable = false)
    public ProductionRun run;

    @Column(name = "step_number", nullable = false)
    public int stepNumber;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "duration_seconds")
    public Integer durationSeconds;
}
