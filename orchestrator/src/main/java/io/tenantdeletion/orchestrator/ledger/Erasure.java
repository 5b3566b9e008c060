package io.tenantdeletion.orchestrator.ledger;

import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * A line of the ledger.
 *
 * @param subject who was erased
 * @param job the job that did it last
 * @param erasedAt when that was completed
 */
public record Erasure(Subject subject, JobId job, Instant erasedAt) {

    static List<Erasure> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Erasure(
                        subject(row.getString("subject_type"), row.getUUID("subject_id")),
                        new JobId(row.getUUID("job_id")),
                        row.getOffsetDateTime("erased_at").toInstant()))
                .toList();
    }

    static Subject subject(String type, UUID id) {
        return SubjectKind.named(type) == SubjectKind.TENANT
                ? Subject.of(new TenantId(id))
                : Subject.of(new UserId(id));
    }
}
