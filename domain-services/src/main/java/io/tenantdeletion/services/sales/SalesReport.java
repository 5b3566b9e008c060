package io.tenantdeletion.services.sales;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** A generated report. */
@Entity
@Table(name = "sales_reports", schema = "sales")
@TenantData
public class SalesReport extends TenantOwned {

    @Column(name = "title", nullable = false)
    public String title;

    @Column(name = "report_type", nullable = false)
    public String reportType;

    @Column(name = "period_start", nullable = false)
    public LocalDate periodStart;

    @Column(name = "period_end", nullable = false)
    public LocalDate periodEnd;

    @Column(name = "content")
    public String content;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
