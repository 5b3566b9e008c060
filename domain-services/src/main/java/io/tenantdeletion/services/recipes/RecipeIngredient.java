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

/** An ingredient of a version. */
@Entity
@Table(name = "recipe_ingredients", schema = "recipes")
@TenantData
public class RecipeIngredient extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recipe_version_id", nullable = false)
    public RecipeVersion recipeVersion;

    @Column(name = "ingredient_name", nullable = false)
    public String ingredientName;

    @Column(name = "quantity", nullable = false)
    public BigDecimal quantity;

    @Column(name = "unit", nullable = false)
    public String unit;

    @Column(name = "optional", nullable = false)
    public boolean optional;
}
