package io.tenantdeletion.services.suppliers;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;

/** A supplier as the buyer knows it. */
@Entity
@Table(name = "suppliers", schema = "suppliers")
@TenantData
public class Supplier extends TenantOwned {

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "tax_id")
    public String taxId;

    @Column(name = "email")
    public String email;

    @Column(name = "phone")
    public String phone;

    @Column(name = "rating")
    public BigDecimal rating;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
