package io.tenantdeletion.moderation.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.moderation.entity.EntityRows;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.Reference;
import io.tenantdeletion.moderation.kind.References;
import io.tenantdeletion.moderation.problem.ModerationProblem;
import io.tenantdeletion.moderation.submission.Draft;
import io.tenantdeletion.moderation.submission.SubmissionItem;
import io.tenantdeletion.moderation.submission.SubmissionType;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Deletions: soft where an entity has a status, for good with everything that depends on it, and what undoes them. */
@ApplicationScoped
public class Deletions {

    static final String ACTIVE = "active";
    private static final String DELETED = "deleted";

    /** Beyond this nobody reviews what goes along. */
    private static final int MOST_DEPENDANTS = 1000;

    private final EntityRows rows;
    private final References references;
    private final Drafts drafts;

    Deletions(EntityRows rows, References references, Drafts drafts) {
        this.rows = rows;
        this.references = references;
        this.drafts = drafts;
    }

    /** Closes an entity that has a status; fails with 409 where it is closed. */
    public Uni<Draft> soft(SqlClient connection, EntityKind kind, UUID id) {
        return drafts.existing(connection, kind, id).map(row -> {
            String status = row.get(EntityKind.STATUS).textValue();
            if (status.equals(EntityKind.CLOSED)) {
                throw new ProblemException(
                        ModerationProblem.ALREADY_CLOSED, kind.title() + " can be restored, or deleted for good.");
            }
            return deletion(
                    kind,
                    row,
                    Draft.SOFT,
                    List.of(
                            SubmissionItem.of(
                                    EntityKind.STATUS, row.get(EntityKind.STATUS), TextNode.valueOf(EntityKind.CLOSED)),
                            marker(ACTIVE, EntityKind.CLOSED, "modify")));
        });
    }

    /**
     * Deletes an entity for good, last of all that is listed; before it what becomes of its dependants.
     *
     * @param choices by path name of a kind what becomes of dependants of that kind
     * @return fails with 409 where something depends on it of which nothing is said
     */
    public Uni<List<Draft>> hard(SqlClient connection, EntityKind kind, UUID id, Map<String, DependantAction> choices) {
        Collected collected = new Collected(choices, new LinkedHashMap<>(), new ArrayList<>());
        return collect(connection, kind, id, collected).map(done -> {
            if (!collected.blocking().isEmpty()) {
                throw ModerationProblem.with(
                        ModerationProblem.HAS_DEPENDANTS,
                        "Say for each kind what to do: dependants=KIND:delete, or KIND:detach where that can be.",
                        "dependants",
                        collected.blocking());
            }
            return List.copyOf(collected.drafts().values());
        });
    }

    private record Collected(
            Map<String, DependantAction> choices, Map<String, Draft> drafts, List<Map<String, Object>> blocking) {

        void add(Draft draft, String what) {
            if (drafts.size() > MOST_DEPENDANTS) {
                throw new ProblemException(
                        ModerationProblem.HAS_DEPENDANTS,
                        "More than " + MOST_DEPENDANTS + " depend on it: delete some of them first.");
            }
            drafts.put(draft.entityId() + what, draft);
        }
    }

    private Uni<Void> collect(SqlClient connection, EntityKind kind, UUID id, Collected collected) {
        return drafts.existing(connection, kind, id)
                .flatMap(row -> references
                        .to(kind)
                        .onItem()
                        .transformToMulti(list -> Multi.createFrom().iterable(list))
                        .onItem()
                        .transformToUniAndConcatenate(reference -> dependants(connection, reference, id, collected))
                        .collect()
                        .asList()
                        .invoke(done -> collected.add(
                                deletion(kind, row, Draft.HARD, List.of(marker(markerOf(row), DELETED, "remove"))),
                                "")))
                .replaceWithVoid();
    }

    private Uni<Void> dependants(SqlClient connection, Reference reference, UUID parent, Collected collected) {
        DependantAction action = collected.choices().get(reference.child().path());
        return rows.dependants(connection, reference, parent, MOST_DEPENDANTS + 1)
                .flatMap(found -> {
                    if (found.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    if (action == null || action == DependantAction.DETACH && !reference.detachable()) {
                        collected
                                .blocking()
                                .add(Map.of(
                                        "entity_type", reference.child().name(),
                                        "field_name", reference.column(),
                                        "count", found.size(),
                                        "detachable", reference.detachable()));
                        return Uni.createFrom().voidItem();
                    }
                    return Multi.createFrom()
                            .iterable(found)
                            .onItem()
                            .transformToUniAndConcatenate(row -> dependant(connection, reference, row, collected))
                            .collect()
                            .asList()
                            .replaceWithVoid();
                });
    }

    private Uni<Void> dependant(SqlClient connection, Reference reference, ObjectNode row, Collected collected) {
        UUID id = UUID.fromString(row.get("id").textValue());
        if (collected.choices().get(reference.child().path()) == DependantAction.DETACH) {
            return drafts.update(connection, reference.child(), id, current -> current.putNull(reference.column()))
                    .invoke(draft -> collected.add(draft, reference.column()))
                    .replaceWithVoid();
        }
        return collected.drafts().containsKey(id.toString())
                ? Uni.createFrom().voidItem()
                : collect(connection, reference.child(), id, collected);
    }

    private static Draft deletion(EntityKind kind, ObjectNode row, String type, List<SubmissionItem> items) {
        UUID id = UUID.fromString(row.get("id").textValue());
        String name = Drafts.nameOf(kind, row);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("entity_type", kind.name());
        metadata.put("entity_id", id.toString());
        metadata.put("entity_name", name);
        metadata.put(Draft.DELETION_TYPE, type);
        return new Draft(SubmissionType.DELETE, kind, id, name, items, metadata);
    }

    /** What the marker says of an entity: {@code active} or {@code closed}. */
    public static String markerOf(ObjectNode row) {
        return row.path(EntityKind.STATUS).asText().equals(EntityKind.CLOSED) ? EntityKind.CLOSED : ACTIVE;
    }

    static SubmissionItem marker(String before, String after, String change) {
        return new SubmissionItem(
                SubmissionItem.MARKER,
                EntityKind.label(SubmissionItem.MARKER),
                TextNode.valueOf(before),
                TextNode.valueOf(after),
                change);
    }
}
