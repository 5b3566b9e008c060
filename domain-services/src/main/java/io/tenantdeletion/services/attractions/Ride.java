package io.tenantdeletion.services.attractions;

import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.moderation.kind.ModeratedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A ride of a park. */
@Entity
@Table(name = "rides", schema = "attractions")
@SharedData(reason = "The catalogue belongs to no tenant")
public class Ride extends ModeratedEntity {

    @NotBlank
    @Size(max = 200)
    @Column(name = "name", nullable = false)
    public String name;

    @NotNull
    @Pattern(regexp = Park.STATUSES)
    @Column(name = "status", nullable = false)
    public String status = "operating";

    @NotNull
    @Column(name = "park_id", nullable = false)
    public UUID parkId;

    @Column(name = "manufacturer_id")
    public UUID manufacturerId;

    @Column(name = "ride_model_id")
    public UUID rideModelId;

    @DecimalMin("0")
    @DecimalMax("1000")
    @Column(name = "height_m")
    public BigDecimal heightM;

    @Column(name = "opened_on")
    public LocalDate openedOn;

    @Size(max = 10_000)
    @Column(name = "description")
    public String description;
}
