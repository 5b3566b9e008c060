package io.tenantdeletion.services.recipes;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.services.base.AuditEntry;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** Who did what in this context. */
@Entity
@Table(name = "audit_logs", schema = "recipes")
@TenantData
public class RecipesAuditLog extends AuditEntry {}
