package io.tenantdeletion.services.training;

import io.tenantdeletion.commons.mark.ExternalName;
import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** One version of a trained model. */
@Entity
@Table(name = "model_versions", schema = "training")
@TenantData
@UserData
public class ModelVersion extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "model_id", nullable = false)
    public TrainedModel model;

    @Column(name = "version_number", nullable = false)
    public int versionNumber;

    @Column(name = "artifact_path", nullable = false)
    @ExternalName(store = "models")
    public String artifactPath;

    @Column(name = "size_bytes", nullable = false)
    public long sizeBytes;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
