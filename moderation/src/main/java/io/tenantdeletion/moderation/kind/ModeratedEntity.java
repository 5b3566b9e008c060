package io.tenantdeletion.moderation.kind;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** A row that changes by approved submissions only. Fields are called on the wire as columns are. */
@MappedSuperclass
@JsonNaming(SnakeCaseStrategy.class)
public abstract class ModeratedEntity {

    @Id
    @Column(name = "id", nullable = false)
    public UUID id;
}
