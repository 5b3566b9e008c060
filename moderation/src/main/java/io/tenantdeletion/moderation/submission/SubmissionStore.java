package io.tenantdeletion.moderation.submission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.moderation.entity.Json;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Submissions in the database; every method runs in its caller's transaction. */
@ApplicationScoped
public class SubmissionStore {

    private static final String INSERT = """
            insert into moderation.submissions
            select * from jsonb_populate_record(null::moderation.submissions, cast($1 as text)::jsonb)""";
    private static final String INSERT_ITEMS = """
            insert into moderation.submission_items
            select * from jsonb_populate_recordset(null::moderation.submission_items, cast($1 as text)::jsonb)""";
    private static final String SNAPSHOT = """
            insert into moderation.snapshots (submission_id, snapshot, person_id)
            select $1, to_jsonb(t)%s, %s from %s t where id = $2
            on conflict (submission_id)
            do update set snapshot = excluded.snapshot, person_id = excluded.person_id""";

    private static final String COLUMNS = """
            select (jsonb_build_object(
              'submission_id', s.id, 'type', s.type, 'status', s.status, 'entity_type', s.entity_type,
              'entity_id', s.entity_id, 'entity_name', s.entity_name, 'part_of', s.part_of,
              'submitted_by', s.submitted_by, 'submitted_at', s.submitted_at, 'reason', s.reason, 'source', s.source,
              'address', s.address, 'agent', s.agent, 'effective_at', s.effective_at, 'decided_by', d.decided_by,
              'decided_at', s.decided_at, 'decision_reason', d.reason, 'direct', coalesce(d.direct, false),
              'applied_at', s.applied_at, 'metadata', s.metadata)""";
    private static final String FROM = """
            )::text
            from moderation.submissions s left join moderation.decisions d on d.submission_id = s.id
            """;
    private static final String WHOLE = COLUMNS + """

            || jsonb_build_object('items', (
                 select coalesce(jsonb_agg(to_jsonb(i) - 'submission_id' - 'position' order by i.position), '[]')
                 from moderation.submission_items i where i.submission_id = s.id))
            || coalesce((
                 select jsonb_build_object('snapshot', p.whole,
                                           'metadata', s.metadata || jsonb_build_object('entity_snapshot', p.whole))
                 from (select snapshot || case when $2::text is null then '{}'
                                          else jsonb_build_object($2::text, person_id) end as whole
                       from moderation.snapshots where submission_id = s.id) p), '{}')""" + FROM;

    private static final String DECIDE =
            "update moderation.submissions set status = $2, decided_at = now() where id = $1 or part_of = $1";
    private static final String DECISION = """
            insert into moderation.decisions (submission_id, decided_by, reason, direct)
            select id, cast($2 as uuid), cast($3 as text), cast($4 as boolean) from moderation.submissions where id = $1 or part_of = $1
            on conflict (submission_id)
            do update set decided_by = excluded.decided_by, reason = excluded.reason, direct = excluded.direct""";

    private final Json json;

    SubmissionStore(Json json) {
        this.json = json;
    }

    /**
     * Writes a draft down as pending; a moderator's does not wait, and not for another one either.
     *
     * @param place where it belongs; empty of one that stands alone
     */
    public Uni<UUID> insert(SqlClient connection, Draft draft, Requester requester, Optional<Place> place) {
        UUID id = UUID.randomUUID();
        String items = json.write(IntStream.range(0, draft.items().size())
                .mapToObj(i -> item(id, i, draft))
                .toList());
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(json.write(row(id, draft, requester, place))))
                .chain(() -> connection.preparedQuery(INSERT_ITEMS).execute(Tuple.of(items)))
                .chain(() -> draft.type() == SubmissionType.DELETE
                        ? snapshot(connection, id, draft.kind(), draft.entityId())
                        : Uni.createFrom().voidItem())
                .replaceWith(id);
    }

    private ObjectNode row(UUID id, Draft draft, Requester requester, Optional<Place> place) {
        return json.object()
                .put("id", id.toString())
                .put("type", draft.type().word())
                .put("status", (requester.moderator() ? SubmissionStatus.APPROVED : SubmissionStatus.PENDING).word())
                .put("entity_type", draft.kind().name())
                .put("entity_id", draft.entityId().toString())
                .put("entity_name", draft.entityName())
                .put("part_of", place.map(one -> one.partOf().toString()).orElse(null))
                .put("position", place.map(Place::position).orElse(0))
                .put("submitted_by", text(requester.user()))
                .put("submitted_at", Instant.now().toString())
                .put("reason", requester.reason())
                .put("source", requester.origin().source())
                .put("address", requester.origin().address())
                .put("agent", requester.origin().agent())
                .put("effective_at", text(requester.effectiveAt()))
                .putPOJO("metadata", draft.metadata());
    }

    /**
     * Among what is decided together.
     *
     * @param partOf the submission it is decided with
     * @param position when it is applied
     */
    public record Place(UUID partOf, int position) {}

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private ObjectNode item(UUID submission, int position, Draft draft) {
        SubmissionItem item = draft.items().get(position);
        ObjectNode row = json.object()
                .put("submission_id", submission.toString())
                .put("position", position)
                .put("field_name", item.fieldName())
                .put("field_label", item.fieldLabel())
                .put("change_type", item.changeType());
        row.set("old_value", item.oldValue());
        row.set("new_value", item.newValue());
        return row;
    }

    /** Keeps the entity as it is now. */
    public Uni<Void> snapshot(SqlClient connection, UUID submission, EntityKind kind, UUID entity) {
        String without = kind.person().map(column -> " - '" + column + "'").orElse("");
        String person = kind.person().map(column -> "t.\"" + column + '"').orElse("null::uuid");
        return connection
                .preparedQuery(SNAPSHOT.formatted(without, person, kind.table()))
                .execute(Tuple.of(submission, entity))
                .replaceWithVoid();
    }

    /** The whole submission, locked against other decisions. */
    public Uni<Optional<Submission>> lock(SqlClient connection, UUID id) {
        return connection
                .preparedQuery("select 1 from moderation.submissions where id = $1 for update")
                .execute(Tuple.of(id))
                .chain(() -> find(connection, id, null));
    }

    /** The whole submission. */
    public Uni<Optional<Submission>> find(SqlClient connection, UUID id, String person) {
        return select(connection, WHOLE + "where s.id = $1", Tuple.of(id, person))
                .map(found -> found.stream().findFirst());
    }

    /** What is decided with a submission, itself last; what depends on something comes before it. */
    public Uni<List<Submission>> group(SqlClient connection, UUID id) {
        return select(
                connection,
                WHOLE + "where s.id = $1 or s.part_of = $1 order by s.part_of is null, s.position",
                Tuple.of(id, null));
    }

    /** Rows of the queue or of somebody's own, without items and snapshot. */
    public Uni<List<Submission>> list(SqlClient connection, SubmissionFilter filter) {
        return select(connection, COLUMNS + FROM + filter.where() + filter.page(), filter.parameters());
    }

    /** How many there are of them. */
    public Uni<Long> count(SqlClient connection, SubmissionFilter filter) {
        return connection
                .preparedQuery("select count(*) from moderation.submissions s " + filter.where())
                .execute(filter.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Says what became of a submission and what is decided with it. */
    public Uni<Void> decide(SqlClient connection, UUID id, SubmissionStatus status, Decision decision) {
        return connection
                .preparedQuery(DECIDE)
                .execute(Tuple.of(id, status.word()))
                .chain(() -> connection
                        .preparedQuery(DECISION)
                        .execute(Tuple.of(id, decision.by(), decision.reason(), decision.direct())))
                .replaceWithVoid();
    }

    /**
     * Who decided.
     *
     * @param by the person; null for the application itself
     * @param reason why, in their words
     * @param direct whether it is about their own submission
     */
    public record Decision(UUID by, String reason, boolean direct) {}

    private Uni<List<Submission>> select(SqlClient connection, String sql, Tuple parameters) {
        return connection
                .preparedQuery(sql)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> json.read(row.getString(0), Submission.class))
                        .toList());
    }
}
