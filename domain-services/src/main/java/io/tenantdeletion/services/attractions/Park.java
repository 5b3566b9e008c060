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

/** A park. */
@Entity
@Table(name = "parks", schema = "attractions")
@SharedData(reason = "The catalogue belongs to no tenant")
public class Park extends ModeratedEntity {

    static final String STATUSES = "operating|closed|under_construction|defunct";

    @NotBlank
    @Size(max = 200)
    @Column(name = "name", nullable = false)
    public String name;

    @NotNull
    @Pattern(regexp = STATUSES)
    @Column(name = "status", nullable = false)
    public String status = "operating";

    @Column(name = "operator_id")
    public UUID operatorId;

    @Size(max = 100)
    @Column(name = "city")
    public String city;

    @Pattern(regexp = "[A-Z]{2}")
    @Column(name = "country")
    public String country;

    @DecimalMin("-90")
    @DecimalMax("90")
    @Column(name = "latitude")
    public BigDecimal latitude;

    @DecimalMin("-180")
    @DecimalMax("180")
    @Column(name = "longitude")
    public BigDecimal longitude;

    @Column(name = "opened_on")
    public LocalDate openedOn;

    @Size(max = 10_000)
    @Column(name = "description")
    public String description;
}
