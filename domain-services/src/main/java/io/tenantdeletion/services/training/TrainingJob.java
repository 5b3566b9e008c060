package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A training, asked for by a user. */
@Entity
@Table(name = "training_jobs", schema = "training")
@TenantData
@UserData
public class TrainingJob extends TenantOwned {

    @Column(name = "user_id")
    public UUID userId;

    @Column(name = "status", nullable = false)
    public String status;

    @Column(name = "algorithm", nullable = false)
    public String algorithm;

    @Column(name = "progress", nullable = false)
    public int progress;

    @Column(name = "started_at", nullable = false)
    public Instant startedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;
}
