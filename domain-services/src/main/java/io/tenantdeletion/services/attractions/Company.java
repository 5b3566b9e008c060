package io.tenantdeletion.services.attractions;

import io.tenantdeletion.commons.mark.SharedData;
import io.tenantdeletion.moderation.kind.ModeratedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Who runs parks or makes rides. */
@Entity
@Table(name = "companies", schema = "attractions")
@SharedData(reason = "The catalogue belongs to no tenant")
public class Company extends ModeratedEntity {

    @NotBlank
    @Size(max = 200)
    @Column(name = "name", nullable = false)
    public String name;

    @Pattern(regexp = "[A-Z]{2}")
    @Column(name = "country")
    public String country;

    @Min(1000)
    @Max(9999)
    @Column(name = "founded_year")
    public Integer foundedYear;

    @Size(max = 10_000)
    @Column(name = "description")
    public String description;
}
