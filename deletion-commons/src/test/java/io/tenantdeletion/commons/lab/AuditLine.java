package io.tenantdeletion.commons.lab;

import io.tenantdeletion.commons.mark.TenantData;
import io.tenantdeletion.commons.mark.UserData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "audit_logs", schema = "lab")
@TenantData
@UserData(column = "actor_id", anonymize = true)
class AuditLine {

    @Id
    UUID id;

    @Column(name = "tenant_id")
    UUID tenantId;

    @Column(name = "actor_id")
    UUID actorId;
}
