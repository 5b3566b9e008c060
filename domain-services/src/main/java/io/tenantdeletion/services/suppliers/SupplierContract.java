package io.tenantdeletion.services.suppliers;

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

/** An agreement with a supplier. */
@Entity
@Table(name = "contracts", schema = "suppliers")
@TenantData
public class SupplierContract extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "supplier_id", nullable = false)
    public Supplier supplier;

    @Column(name = "contract_number", nullable = false)
    public String contractNumber;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "value")
    public BigDecimal value;

    @Column(name = "valid_from", nullable = false)
    public LocalDate validFrom;

    @Column(name = "valid_until")
    public LocalDate validUntil;
}
