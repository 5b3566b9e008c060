package io.tenantdeletion.commons.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * What a count is of.
 *
 * @param service by its name in bodies
 * @param subjectKind {@code tenant} or {@code user}
 * @param jobId which deletion
 * @param tableName as answers call it
 */
@Embeddable
public record LedgerKey(
        @Column(name = "service", nullable = false) String service,
        @Column(name = "subject_kind", nullable = false) String subjectKind,
        @Column(name = "subject_id", nullable = false) UUID subjectId,
        @Column(name = "job_id", nullable = false) UUID jobId,
        @Column(name = "table_name", nullable = false) String tableName) {}
