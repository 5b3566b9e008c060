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
import java.time.Instant;

/** One version of a recipe. */
@Entity
@Table(name = "recipe_versions", schema = "recipes")
@TenantData
public class RecipeVersion extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recipe_id", nullable = false)
    public Recipe recipe;

    @Column(name = "version_number", nullable = false)
    public int versionNumber;

    @Column(name = "yield_quantity", nullable = false)
    public BigDecimal yieldQuantity;

    @Column(name = "yield_unit", nullable = false)
    public String yieldUnit;

    @Column(name = "published", nullable = false)
    public boolean published;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
