package io.tenantdeletion.services.recipes;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A recipe; it points to one of its versions, and every version points back: a cycle of foreign keys. */
@Entity
@Table(name = "recipes", schema = "recipes")
@TenantData
public class Recipe extends TenantOwned {

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "current_version_id")
    public RecipeVersion currentVersion;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "category")
    public String category;

    @Column(name = "description")
    public String description;

    @Column(name = "active", nullable = false)
    public boolean active;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
