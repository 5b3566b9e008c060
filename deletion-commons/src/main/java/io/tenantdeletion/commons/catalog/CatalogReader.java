package io.tenantdeletion.commons.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Reads the graph from {@code pg_catalog} in one statement; sees what the connection's user may not read, too. */
public final class CatalogReader {

    // "Leading column IS NOT NULL" is told from the stored expression, because pg_get_expr() would lock the table: a
    // table that a migration holds would keep every service's plan waiting.
    static final String SQL = """
            with relation as (
              select c.oid, n.nspname as schema, c.relname as name, c.reltuples::bigint as estimated_rows
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'm', 'f') and not c.relispartition),
            wanted as (
              select * from relation where schema = any ($1) and name <> 'flyway_schema_history'),
            index_columns as (
              select i.indrelid, i.indexrelid, json_agg(a.attname order by k.position) as names,
                     (array_agg(a.attnum order by k.position))[1] as leading
              from pg_catalog.pg_index i
              cross join lateral unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
              join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
              where i.indisvalid and i.indrelid in (select oid from wanted) and k.position <= i.indnkeyatts
                and 0 <> all (i.indkey::smallint[])
              group by 1, 2)
            select
              (select coalesce(json_agg(json_build_object(
                 'schema', w.schema, 'name', w.name, 'estimated_rows', w.estimated_rows,
                 'columns', (select coalesce(json_agg(json_build_object('name', a.attname,
                                'type', pg_catalog.format_type(a.atttypid, null),
                                'nullable', not a.attnotnull) order by a.attnum), '[]')
                             from pg_catalog.pg_attribute a
                             where a.attrelid = w.oid and a.attnum > 0 and not a.attisdropped),
                 'indexes', (select coalesce(json_agg(x.names order by x.indexrelid), '[]')
                             from index_columns x join pg_catalog.pg_index i using (indexrelid)
                             where x.indrelid = w.oid
                               and (i.indpred is null or i.indpred::text ~
                                    ('^\\{NULLTEST :arg \\{VAR :varno 1 :varattno ' || x.leading
                                     || ' [^{}]*\\} :nulltesttype 1 [^{}]*\\}$'))))
                 order by w.schema, w.name), '[]')
               from wanted w) as tables,
              (select coalesce(json_agg(json_build_object(
                 'name', f.conname,
                 'from_schema', c.schema, 'from_table', c.name,
                 'to_schema', p.schema, 'to_table', p.name,
                 'columns', (select json_agg(a.attname order by k.position)
                             from unnest(f.conkey) with ordinality as k (attnum, position)
                             join pg_catalog.pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum),
                 'referenced', (select json_agg(a.attname order by k.position)
                             from unnest(f.confkey) with ordinality as k (attnum, position)
                             join pg_catalog.pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum),
                 'nullable', (select bool_or(not a.attnotnull) from pg_catalog.pg_attribute a
                              where a.attrelid = f.conrelid and a.attnum = any (f.conkey)),
                 'on_delete', f.confdeltype) order by c.schema, c.name, f.conname), '[]')
               from pg_catalog.pg_constraint f
               join relation c on c.oid = f.conrelid
               join relation p on p.oid = f.confrelid
               where f.contype = 'f' and f.conparentid = 0
                 and (c.schema = any ($1) or p.schema = any ($1))) as foreign_keys
            """;

    private CatalogReader() {}

    /** The tables of the given schemas and every foreign key from or to one of them. */
    public static Uni<Catalog> read(SqlClient client, Collection<String> schemas) {
        return client.preparedQuery(SQL)
                .execute(Tuple.of(schemas.toArray(String[]::new)))
                .map(rows -> catalog(rows.iterator().next()));
    }

    private static Catalog catalog(Row row) {
        return new Catalog(
                objects(row.getJsonArray("tables")).map(CatalogReader::table).toList(),
                objects(row.getJsonArray("foreign_keys"))
                        .map(CatalogReader::foreignKey)
                        .toList());
    }

    private static Table table(JsonObject json) {
        return new Table(
                new TableName(json.getString("schema"), json.getString("name")),
                objects(json.getJsonArray("columns"))
                        .map(column -> new Column(
                                column.getString("name"), column.getString("type"), column.getBoolean("nullable")))
                        .toList(),
                json.getJsonArray("indexes").stream()
                        .map(JsonArray.class::cast)
                        .map(CatalogReader::strings)
                        .toList(),
                json.getLong("estimated_rows"));
    }

    private static ForeignKey foreignKey(JsonObject json) {
        return new ForeignKey(
                json.getString("name"),
                new TableName(json.getString("from_schema"), json.getString("from_table")),
                strings(json.getJsonArray("columns")),
                new TableName(json.getString("to_schema"), json.getString("to_table")),
                strings(json.getJsonArray("referenced")),
                json.getBoolean("nullable"),
                ForeignKey.OnDelete.of(json.getString("on_delete")));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
