package io.tenantdeletion.moderation.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.EntityKinds;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionItem;
import io.tenantdeletion.moderation.submission.SubmissionType;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What undoes a deletion. */
@ApplicationScoped
public class Restorations {

    // What it was before it was closed the last time.
    private static final String STATUS_BEFORE = """
            select i.old_value #>> '{}' from moderation.submissions s
            join moderation.submission_items i on i.submission_id = s.id and i.field_name = 'status'
            where s.entity_type = $1 and s.entity_id = $2 and s.applied_at is not null
              and i.new_value = '"closed"' and i.old_value is not null
            order by s.applied_at desc limit 1""";

    private static final String OTHERWISE = "operating";

    private final EntityRows rows;
    private final EntityKinds kinds;
    private final Drafts drafts;
    private final ReferenceChecks references;

    Restorations(EntityRows rows, EntityKinds kinds, Drafts drafts, ReferenceChecks references) {
        this.rows = rows;
        this.kinds = kinds;
        this.drafts = drafts;
        this.references = references;
    }

    /** Opens an entity again that is closed, as it was before. */
    public Uni<Draft> reopening(SqlClient connection, EntityKind kind, UUID id) {
        return drafts.existing(connection, kind, id)
                .invoke(row -> {
                    if (!Deletions.markerOf(row).equals(EntityKind.CLOSED)) {
                        throw new ProblemException(ModerationProblem.NOT_DELETED, kind.title() + " is not closed.");
                    }
                })
                .flatMap(row -> connection
                        .preparedQuery(STATUS_BEFORE)
                        .execute(Tuple.of(kind.name(), id))
                        .map(found -> found.size() == 0
                                ? OTHERWISE
                                : found.iterator().next().getString(0))
                        .map(before -> reopening(kind, id, row, before)));
    }

    private static Draft reopening(EntityKind kind, UUID id, ObjectNode row, String before) {
        return new Draft(
                SubmissionType.UPDATE,
                kind,
                id,
                Drafts.nameOf(kind, row),
                List.of(
                        SubmissionItem.of(EntityKind.STATUS, row.get(EntityKind.STATUS), TextNode.valueOf(before)),
                        Deletions.marker(EntityKind.CLOSED, Deletions.ACTIVE, "modify")),
                Map.of(Draft.RESTORES, EntityKind.CLOSED));
    }

    /** Undoes what a submission deleted: opens it again, or makes it from the snapshot with the same id. */
    public Uni<Draft> of(SqlClient connection, Submission submission) {
        EntityKind kind = kinds.of(submission.entityType());
        if (submission.type() != SubmissionType.DELETE || submission.appliedAt() == null) {
            throw new ProblemException(ModerationProblem.NOT_DELETED, "This submission has deleted nothing.");
        }
        if (Draft.SOFT.equals(submission.deletionType())) {
            return reopening(connection, kind, submission.entityId());
        }
        return rows.find(connection, kind, submission.entityId())
                .invoke(found -> found.ifPresent(row -> {
                    throw new ProblemException(ModerationProblem.NOT_DELETED, kind.title() + " is there.");
                }))
                .map(gone -> recreation(kind, submission))
                .call(draft -> references.require(connection, draft));
    }

    private static Draft recreation(EntityKind kind, Submission submission) {
        JsonNode snapshot = submission.snapshot();
        return new Draft(
                SubmissionType.CREATE,
                kind,
                submission.entityId(),
                submission.entityName(),
                Drafts.added(kind, (ObjectNode) snapshot),
                Map.of(Draft.RESTORES, submission.submissionId().toString()));
    }
}
