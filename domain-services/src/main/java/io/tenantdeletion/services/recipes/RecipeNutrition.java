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

/** Nutritional value of a version. */
@Entity
@Table(name = "recipe_nutrition", schema = "recipes")
@TenantData
public class RecipeNutrition extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recipe_version_id", nullable = false)
    public RecipeVersion recipeVersion;

    @Column(name = "nutrient", nullable = false)
    public String nutrient;

    @Column(name = "amount", nullable = false)
    public BigDecimal amount;

    @Column(name = "unit", nullable = false)
    public String unit;
}
