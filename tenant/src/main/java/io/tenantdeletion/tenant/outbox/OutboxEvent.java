package io.tenantdeletion.tenant.outbox;

import io.tenantdeletion.commons.mark.SharedData;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An event to publish, written in the same transaction as what it reports. */
@Entity
@Table(schema = "tenant", name = "outbox")
@SharedData(reason = "tenant.deleted is published after its tenant is gone; a row holds ids and times only")
public class OutboxEvent {

    @Id
    public UUID id;

    /** What the event is about; not a foreign key, for the row outlives its tenant. */
    @Column(name = "aggregate_id", nullable = false)
    public UUID aggregateId;

    @Column(nullable = false)
    public String type;

    /** A JSON object. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Column(nullable = false)
    public String payload;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "published_at")
    public Instant publishedAt;
}
