package io.tenantdeletion.services.orders;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A wish or restriction of a customer, such as an allergy. */
@Entity
@Table(name = "customer_preferences", schema = "orders")
@TenantData
public class CustomerPreference extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "customer_id", nullable = false)
    public Customer customer;

    @Column(name = "preference", nullable = false)
    public String preference;

    @Column(name = "value")
    public String value;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
