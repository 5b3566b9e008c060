package io.tenantdeletion.moderation.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.EntityKinds;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.Submission;
import io.tenantdeletion.moderation.submission.SubmissionItem;
import io.tenantdeletion.moderation.submission.SubmissionStore;
import io.tenantdeletion.moderation.submission.SubmissionType;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The one place that writes the tables of moderated kinds. */
@ApplicationScoped
class Applier {

    private static final String APPLIED =
            "update moderation.submissions set applied_at = now(), applied_in = pg_current_xact_id() where id = $1";

    private static final String VALUES = """
            (select coalesce(jsonb_object_agg(field_name, new_value), '{}') from moderation.submission_items
             where submission_id = $1 and field_name <> '_deletion_marker')""";
    private static final String INSERT = """
            insert into %1$s select * from jsonb_populate_record(null::%1$s,
              %2$s || jsonb_build_object('id', $2::uuid%3$s))""";
    private static final String PERSON = """
            , '%s', (select case when s.metadata ? 'restores' then
                       (select person_id from moderation.snapshots
                        where submission_id = cast(s.metadata ->> 'restores' as uuid)) else s.submitted_by end
                     from moderation.submissions s where s.id = $1)""";
    private static final String UPDATE = """
            update %1$s t set (%2$s) = (select %2$s from jsonb_populate_record(t, %3$s)) where id = $2""";

    private final SubmissionStore store;
    private final EntityRows rows;
    private final EntityKinds kinds;

    Applier(SubmissionStore store, EntityRows rows, EntityKinds kinds) {
        this.store = store;
        this.rows = rows;
        this.kinds = kinds;
    }

    /**
     * Applies an approved submission with everything that is decided with it, all or nothing, in the transaction that
     * approves it. Moderators' own changes, approvals and deletions whose time has come all end here.
     *
     * @return fails with a 409 problem where the entity is gone, or has changed in a field that the submission touches
     */
    Uni<Void> apply(SqlConnection connection, UUID submission) {
        return store.group(connection, submission)
                .onItem()
                .transformToMulti(group -> Multi.createFrom().iterable(group))
                .onItem()
                .transformToUniAndConcatenate(each -> applyOne(connection, each))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> applyOne(SqlConnection connection, Submission submission) {
        EntityKind kind = kinds.of(submission.entityType());
        return rows.lock(connection, kind, submission.entityId())
                .invoke(current -> requireUnchanged(kind, submission, current))
                .chain(() -> keep(connection, kind, submission))
                .chain(() -> connection.preparedQuery(APPLIED).execute(Tuple.of(submission.submissionId())))
                .chain(() -> connection
                        .preparedQuery(statement(kind, submission))
                        .execute(
                                isRemoval(submission)
                                        ? Tuple.of(submission.entityId())
                                        : Tuple.of(submission.submissionId(), submission.entityId())))
                .replaceWithVoid();
    }

    /** What a restoration needs is what the deletion found, and not what its submission did. */
    private Uni<Void> keep(SqlConnection connection, EntityKind kind, Submission submission) {
        return submission.type() == SubmissionType.DELETE
                ? store.snapshot(connection, submission.submissionId(), kind, submission.entityId())
                : Uni.createFrom().voidItem();
    }

    private static boolean isRemoval(Submission submission) {
        return Draft.HARD.equals(submission.deletionType());
    }

    private static String statement(EntityKind kind, Submission submission) {
        if (isRemoval(submission)) {
            return "delete from " + kind.table() + " where id = $1";
        }
        if (submission.type() == SubmissionType.CREATE) {
            return INSERT.formatted(
                    kind.table(), VALUES, kind.person().map(PERSON::formatted).orElse(""));
        }
        String columns = submission.items().stream()
                .filter(SubmissionItem::isColumn)
                .map(SubmissionItem::fieldName)
                .filter(kind.fields()::contains)
                .map(field -> '"' + field + '"')
                .collect(Collectors.joining(", "));
        return UPDATE.formatted(kind.table(), columns, VALUES);
    }

    private static void requireUnchanged(EntityKind kind, Submission submission, Optional<ObjectNode> current) {
        if (submission.type() == SubmissionType.CREATE) {
            if (current.isPresent()) {
                throw new ProblemException(ModerationProblem.CONFLICT, kind.title() + " exists already.");
            }
            return;
        }
        ObjectNode row = current.orElseThrow(() -> new ProblemException(
                ModerationProblem.ENTITY_GONE, kind.title() + " was deleted; reject or withdraw the submission."));
        List<Map<String, JsonNode>> changed = submission.items().stream()
                .filter(item -> !CurrentValue.of(row, item.fieldName()).equals(item.oldValue()))
                .map(item -> Map.<String, JsonNode>of(
                        "field_name", TextNode.valueOf(item.fieldName()),
                        "old_value", item.oldValue(),
                        "current_value", CurrentValue.of(row, item.fieldName()),
                        "new_value", item.newValue()))
                .toList();
        if (!changed.isEmpty()) {
            throw ModerationProblem.with(
                    ModerationProblem.CONFLICT,
                    "Changed meanwhile: "
                            + changed.stream()
                                    .map(each -> each.get("field_name").textValue())
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "fields",
                    changed);
        }
    }
}
