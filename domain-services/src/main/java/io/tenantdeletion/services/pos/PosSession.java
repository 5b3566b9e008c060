package io.tenantdeletion.services.pos;

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

/** A till from opening to closing. */
@Entity
@Table(name = "pos_sessions", schema = "pos")
@TenantData
public class PosSession extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "configuration_id", nullable = false)
    public PosConfiguration configuration;

    @Column(name = "terminal", nullable = false)
    public String terminal;

    @Column(name = "opened_by")
    public String openedBy;

    @Column(name = "opening_balance", nullable = false)
    public BigDecimal openingBalance;

    @Column(name = "closing_balance")
    public BigDecimal closingBalance;

    @Column(name = "opened_at", nullable = false)
    public Instant openedAt;

    @Column(name = "closed_at")
    public Instant closedAt;
}
