package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What a training produced. */
@Entity
@Table(name = "trained_models", schema = "training")
@TenantData
@UserData
public class TrainedModel extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "job_id", nullable = false)
    public TrainingJob job;

    @Column(name = "user_id")
    public UUID userId;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "product_name")
    public String productName;

    @Column(name = "active", nullable = false)
    public boolean active;

    @Column(name = "trained_at", nullable = false)
    public Instant trainedAt;
}
