package io.tenantdeletion.services.attractions;

import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.moderation.kind.ModeratedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** A model of ride that a company makes. */
@Entity
@Table(name = "ride_models", schema = "attractions")
@SharedData(reason = "The catalogue belongs to no tenant")
public class RideModel extends ModeratedEntity {

    @NotBlank
    @Size(max = 200)
    @Column(name = "name", nullable = false)
    public String name;

    @NotNull
    @Column(name = "company_id", nullable = false)
    public UUID companyId;

    @Size(max = 10_000)
    @Column(name = "description")
    public String description;
}
