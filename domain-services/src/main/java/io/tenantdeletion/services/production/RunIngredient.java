package io.tenantdeletion.services.production;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.Identified;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** What a run used up. */
@Entity
@Table(name = "run_ingredients", schema = "production")
@TenantData
public class RunIngredient extends Identified {

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "run_id", nullable = false)
    public ProductionRun run;

    @Column(name = "ingredient_name", nullable = false)
    public String ingredientName;

    @Column(name = "quantity", nullable = false)
    public BigDecimal quantity;

    @Column(name = "unit", nullable = false)
    public String unit;

    @Column(name = "lot_number")
    public String lotNumber;
}
