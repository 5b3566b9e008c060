package io.tenantdeletion.moderation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.moderation.kind.EntityKind;
import io.tenantdeletion.moderation.kind.Reference;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads the rows of moderated tables as JSON that PostgreSQL writes, so that it compares and comes back exactly. */
@ApplicationScoped
public class EntityRows {

    private final Json json;

    EntityRows(Json json) {
        this.json = json;
    }

    /** An entity as it is now. */
    public Uni<Optional<ObjectNode>> find(SqlClient connection, EntityKind kind, UUID id) {
        return one(connection, "select to_jsonb(t)::text from " + kind.table() + " t where id = $1", id);
    }

    /** An entity as it is now and stays until the transaction ends. */
    public Uni<Optional<ObjectNode>> lock(SqlClient connection, EntityKind kind, UUID id) {
        return one(connection, "select to_jsonb(t)::text from " + kind.table() + " t where id = $1 for update", id);
    }

    private Uni<Optional<ObjectNode>> one(SqlClient connection, String sql, UUID id) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.of(id))
                .map(rows -> objects(rows).stream().findFirst());
    }

    /** The same values as the table would hold and give them back. */
    public Uni<ObjectNode> canonical(SqlClient connection, EntityKind kind, ObjectNode values) {
        return connection
                .preparedQuery("select to_jsonb(jsonb_populate_record(null::" + kind.table()
                        + ", cast($1 as text)::jsonb))::text")
                .execute(Tuple.of(json.write(values)))
                .map(rows -> objects(rows).get(0));
    }

    /** The entities that refer to one by a foreign key, by name. */
    public Uni<List<ObjectNode>> dependants(SqlClient connection, Reference reference, UUID parent, int most) {
        EntityKind child = reference.child();
        return connection
                .preparedQuery("select to_jsonb(t)::text from " + child.table() + " t where \"" + reference.column()
                        + "\" = $1 order by \"" + child.nameField() + "\", id limit " + most)
                .execute(Tuple.of(parent))
                .map(this::objects);
    }

    /** How many of them there are. */
    public Uni<Long> countDependants(SqlClient connection, Reference reference, UUID parent) {
        return connection
                .preparedQuery("select count(*) from " + reference.child().table() + " where \"" + reference.column()
                        + "\" = $1")
                .execute(Tuple.of(parent))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** A page of a list. */
    public Uni<List<ObjectNode>> list(SqlClient connection, EntityQuery query) {
        return connection
                .preparedQuery("select to_jsonb(t)::text from " + query.from() + query.page())
                .execute(query.parameters())
                .map(this::objects);
    }

    /** How long the list is. */
    public Uni<Long> count(SqlClient connection, EntityQuery query) {
        return connection
                .preparedQuery("select count(*) from " + query.from())
                .execute(query.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private List<ObjectNode> objects(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> json.read(row.getString(0), ObjectNode.class))
                .toList();
    }
}
