package io.tenantdeletion.moderation.draft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.commons.problem.ProblemType;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.SubmissionItem;
import io.tenantdeletion.moderation.submission.SubmissionType;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Turns what somebody wants into the fields that change, against the entity as it is in the transaction. */
@ApplicationScoped
public class Drafts {

    private static final int LONGEST_NAME = 200;

    private final EntityRows rows;
    private final EntityBody body;
    private final ReferenceChecks references;

    Drafts(EntityRows rows, EntityBody body, ReferenceChecks references) {
        this.rows = rows;
        this.body = body;
        this.references = references;
    }

    /** A new entity. */
    public Uni<Draft> creation(SqlClient connection, EntityKind kind, UUID id, ObjectNode wanted) {
        return Uni.createFrom()
                .deferred(() -> rows.canonical(connection, kind, body.valid(kind, wanted)))
                .map(row -> new Draft(SubmissionType.CREATE, kind, id, nameOf(kind, row), added(kind, row), Map.of()))
                .call(draft -> references.require(connection, draft));
    }

    /** Every field that has a value, as added. */
    static List<SubmissionItem> added(EntityKind kind, ObjectNode row) {
        return kind.fields().stream()
                .filter(field -> row.hasNonNull(field))
                .map(field -> SubmissionItem.of(field, null, row.get(field)))
                .toList();
    }

    /**
     * A change of an entity.
     *
     * @param change what becomes of its fields
     * @return fails with 404 where there is no such entity, 422 where nothing would change
     */
    public Uni<Draft> update(SqlClient connection, EntityKind kind, UUID id, UnaryOperator<ObjectNode> change) {
        return existing(connection, kind, id)
                .flatMap(current -> rows.canonical(connection, kind, body.valid(kind, change.apply(current.deepCopy())))
                        .map(row -> new Draft(
                                SubmissionType.UPDATE,
                                kind,
                                id,
                                nameOf(kind, current),
                                changed(kind, current, row),
                                Map.of())))
                .invoke(draft -> {
                    if (draft.items().isEmpty()) {
                        throw new ProblemException(
                                ModerationProblem.NOTHING_TO_CHANGE, "No field would have another value.");
                    }
                })
                .call(draft -> references.require(connection, draft));
    }

    private static List<SubmissionItem> changed(EntityKind kind, ObjectNode current, ObjectNode wanted) {
        List<SubmissionItem> items = new ArrayList<>();
        for (String field : kind.fields()) {
            JsonNode before = current.get(field);
            JsonNode after = wanted.get(field);
            if (!Objects.equals(before, after)) {
                items.add(SubmissionItem.of(field, before, after));
            }
        }
        return items;
    }

    /** An entity that must be there, and stays as it is until the transaction ends. */
    public Uni<ObjectNode> existing(SqlClient connection, EntityKind kind, UUID id) {
        return rows.lock(connection, kind, id).map(found -> found.orElseThrow(() -> gone(kind)));
    }

    /** Why an address leads to nothing. */
    public static ProblemException gone(EntityKind kind) {
        return new ProblemException(ProblemType.NOT_FOUND, kind.title() + " not found.");
    }

    /** What an entity is called, for people; never long. */
    public static String nameOf(EntityKind kind, ObjectNode row) {
        String name = row.path(kind.nameField()).asText("");
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }
}
