package io.tenantdeletion.moderation.kind;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Which kinds refer to which, from the database catalog. */
@ApplicationScoped
public class References {

    private static final String FOREIGN_KEYS = """
            select format('"%s"."%s"', cn.nspname, c.relname) as child, a.attname,
                   format('"%s"."%s"', pn.nspname, p.relname) as parent,
                   not a.attnotnull and not exists (
                     select from pg_constraint k
                     where k.conrelid = f.conrelid and k.contype = 'c' and f.conkey[1] = any (k.conkey)) as detachable
            from pg_constraint f
            join pg_class c on c.oid = f.conrelid join pg_namespace cn on cn.oid = c.relnamespace
            join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
            join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
            where f.contype = 'f' and cn.nspname = any ($1)
            order by c.relname, a.attname""";

    private final Pool pool;
    private final EntityKinds kinds;
    private final Uni<List<Reference>> all;

    References(Pool pool, EntityKinds kinds) {
        this.pool = pool;
        this.kinds = kinds;
        this.all = Uni.createFrom().deferred(this::read).memoize().indefinitely();
    }

    /** Those that lead to a kind. */
    public Uni<List<Reference>> to(EntityKind parent) {
        return known().map(list ->
                list.stream().filter(each -> each.parent() == parent).toList());
    }

    /** Those that lead away from a kind. */
    public Uni<List<Reference>> from(EntityKind child) {
        return known().map(list ->
                list.stream().filter(each -> each.child() == child).toList());
    }

    /** Migrations are done when requests come; a failure is not remembered. */
    private Uni<List<Reference>> known() {
        return all.onFailure().recoverWithUni(this::read);
    }

    private Uni<List<Reference>> read() {
        String[] schemas =
                kinds.all().stream().map(EntityKind::schema).distinct().toArray(String[]::new);
        return pool.preparedQuery(FOREIGN_KEYS)
                .execute(Tuple.of(schemas))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> reference(row).stream())
                        .toList());
    }

    private Optional<Reference> reference(Row row) {
        return kind(row.getString("child"))
                .flatMap(child -> kind(row.getString("parent"))
                        .map(parent ->
                                new Reference(child, row.getString("attname"), parent, row.getBoolean("detachable"))));
    }

    private Optional<EntityKind> kind(String table) {
        return kinds.all().stream().filter(each -> each.table().equals(table)).findFirst();
    }
}
