package io.tenantdeletion.services.pos;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A synchronisation with a point-of-sale system. */
@Entity
@Table(name = "pos_sync_logs", schema = "pos")
@TenantData
public class PosSyncLog extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "configuration_id", nullable = false)
    public PosConfiguration configuration;

    @Column(name = "direction", nullable = false)
    public String direction;

    @Column(name = "records_synced", nullable = false)
    public int recordsSynced;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "error")
    public String error;

    @Column(name = "started_at", nullable = false)
    public Instant startedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;
}
