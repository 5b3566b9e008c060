package io.tenantdeletion.commons.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** How many rows of one table a job has removed so far, written in the transaction that removed them. */
@Entity
@Table(schema = "tenant_deletion", name = "ledger")
public class LedgerEntry {

    @EmbeddedId
    public LedgerKey key;

    @Column(nullable = false)
    public long deleted;

    @Column(name = "first_at", nullable = false)
    public Instant firstAt;

    @Column(name = "last_at", nullable = false)
    public Instant lastAt;
}
