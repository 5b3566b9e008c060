package io.tenantdeletion.services.recipes;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A step of a version. */
@Entity
@Table(name = "recipe_steps", schema = "recipes")
@TenantData
public class RecipeStep extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recipe_version_id", nullable = false)
    public RecipeVersion recipeVersion;

    @Column(name = "step_number", nullable = false)
    public int stepNumber;

    @Column(name = "instruction", nullable = false)
    public String instruction;

    @Column(name = "duration_minutes")
    public Integer durationMinutes;

    @Column(name = "temperature_celsius")
    public BigDecimal temperatureCelsius;
}
