package io.tenantdeletion.commons.catalog;

/** The one statement that reads the catalog. */
final class CatalogQuery {

    // No function that locks a table may be called, such as pg_get_expr() or pg_get_indexdef(): a table that a
    // migration
    // holds would keep every service's plan waiting. So "leading column IS NOT NULL" is told from the stored
    // expression.

    /** Tables, partitions and who depends on whom. */
    private static final String RELATIONS = """
            with recursive relation as (
              select c.oid, n.oid as namespace, n.nspname as schema, c.relname as name, c.relkind as kind,
                     c.relispartition as is_partition, c.reltuples::bigint as estimated_rows,
                     c.relrowsecurity as row_security, c.relforcerowsecurity as forced_row_security
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where c.relkind in ('r', 'p', 'f') and n.nspname not in ('pg_catalog', 'information_schema')),
            wanted as (
              select * from relation
              where schema = any ($1) and not is_partition and name <> 'flyway_schema_history'),
            tree (oid, root) as (
              select oid, oid from relation where not is_partition
              union all
              select i.inhrelid, t.root
              from tree t
              join pg_catalog.pg_inherits i on i.inhparent = t.oid
              join relation r on r.oid = i.inhrelid and r.is_partition),
            member as (
              select t.root, r.* from tree t join relation r on r.oid = t.oid),
            dependency as (
              select distinct r.ev_class as view, d.refobjid as source
              from pg_catalog.pg_rewrite r
              join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = r.oid
               and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid <> r.ev_class),
            copied (view, source) as (
              select c.oid, d.source
              from pg_catalog.pg_class c join dependency d on d.view = c.oid
              where c.relkind = 'm'
              union
              select c.view, d.source from copied c join dependency d on d.view = c.source),
            domain (oid, base, not_null) as (
              select oid, typbasetype, typnotnull from pg_catalog.pg_type where typtype = 'd'
              union all
              select d.oid, t.typbasetype, d.not_null or t.typnotnull
              from domain d join pg_catalog.pg_type t on t.oid = d.base and t.typtype = 'd'),
            attribute as not materialized (
              select a.attrelid, a.attnum, a.attname, a.attgenerated, a.attidentity,
                     case when c.collisdeterministic is false then 'nondeterministic ' else '' end
                       || pg_catalog.format_type(coalesce(d.base, a.atttypid), -1) as type,
                     not a.attnotnull and not coalesce(d.not_null, false) as nullable
              from pg_catalog.pg_attribute a
              left join pg_catalog.pg_collation c on c.oid = a.attcollation
              left join domain d
                on d.oid = a.atttypid
               and not exists (select from pg_catalog.pg_type t where t.oid = d.base and t.typtype = 'd')
              where a.attnum > 0 and not a.attisdropped),
            """;

    private static final String INDEXES = """
            index_columns as (
              select i.indrelid, i.indexrelid, i.indisprimary, i.indisunique and i.indpred is null as is_unique,
                     json_agg(a.attname order by k.position) as names,
                     i.indpred is null or i.indpred::text ~
                       ('^\\{NULLTEST :arg \\{VAR :varno 1 :varattno '
                        || (array_agg(a.attnum order by k.position))[1]
                        || ' [^{}]*\\} :nulltesttype 1 [^{}]*\\}$') as finds_all
              from pg_catalog.pg_index i
              join pg_catalog.pg_class c on c.oid = i.indexrelid
              join pg_catalog.pg_am m on m.oid = c.relam and m.amname in ('btree', 'hash')
              cross join lateral unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
              join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
              where i.indisvalid and i.indrelid in (select oid from wanted) and k.position <= i.indnkeyatts
                and 0 <> all (i.indkey::smallint[])
              group by i.indexrelid)
            """;

    private static final String TABLES = """
            (select coalesce(json_agg(json_build_object(
               'schema', w.schema, 'name', w.name, 'kind', w.kind,
               'estimated_rows', (select case when min(m.estimated_rows) < 0 then -1 else sum(m.estimated_rows) end
                                  from member m where m.root = w.oid and m.kind <> 'p'),
               'columns', (select coalesce(json_agg(json_build_object(
                              'name', a.attname, 'type', a.type, 'nullable', a.nullable,
                              'generated', a.attgenerated <> '', 'identity', a.attidentity <> '')
                              order by a.attnum), '[]')
                           from attribute a where a.attrelid = w.oid),
               'indexes', (select coalesce(json_agg(x.names order by x.indexrelid), '[]')
                           from index_columns x where x.indrelid = w.oid and x.finds_all),
               'primary_key', coalesce((select x.names from index_columns x
                                        where x.indrelid = w.oid and x.indisprimary), '[]'),
               'unique_keys', (select coalesce(json_agg(x.names order by x.indexrelid), '[]')
                               from index_columns x
                               where x.indrelid = w.oid and x.is_unique and not x.indisprimary),
               'partitions', (select coalesce(json_agg(json_build_object(
                                 'schema', m.schema, 'name', m.name, 'kind', m.kind) order by m.schema, m.name), '[]')
                              from member m where m.root = w.oid and m.oid <> w.oid and m.kind <> 'p'),
               'inherits_from', (select coalesce(json_agg(json_build_object(
                                    'schema', r.schema, 'name', r.name) order by r.schema, r.name), '[]')
                                 from pg_catalog.pg_inherits i join relation r on r.oid = i.inhparent
                                 where i.inhrelid = w.oid),
               'inherited_by', (select coalesce(json_agg(json_build_object(
                                   'schema', r.schema, 'name', r.name) order by r.schema, r.name), '[]')
                                from pg_catalog.pg_inherits i join relation r on r.oid = i.inhrelid
                                where i.inhparent = w.oid and not r.is_partition),
               'row_security', json_build_object('enabled', w.row_security, 'forced', w.forced_row_security,
                                                 'applies', pg_catalog.row_security_active(w.oid)),
               'privileges', json_build_object(
                                'usage', pg_catalog.has_schema_privilege(w.namespace, 'USAGE'),
                                'select', pg_catalog.has_table_privilege(w.oid, 'SELECT'),
                                'update', pg_catalog.has_table_privilege(w.oid, 'UPDATE'),
                                'delete', pg_catalog.has_table_privilege(w.oid, 'DELETE')),
               'rules', (select coalesce(json_agg(r.rulename order by r.rulename), '[]')
                         from pg_catalog.pg_rewrite r where r.ev_class = w.oid and r.ev_enabled <> 'D'),
               'triggers', (select coalesce(json_agg(json_build_object(
                               'schema', m.schema, 'table', m.name, 'name', t.tgname,
                               'function_schema', n.nspname, 'function', f.proname,
                               'type', t.tgtype, 'enabled', t.tgenabled,
                               'columns', (select coalesce(json_agg(a.attname order by a.attnum), '[]')
                                           from attribute a
                                           where a.attrelid = t.tgrelid and a.attnum = any (t.tgattr::smallint[])))
                               order by m.schema, m.name, t.tgname), '[]')
                            from member m
                            join pg_catalog.pg_trigger t on t.tgrelid = m.oid
                            join pg_catalog.pg_proc f on f.oid = t.tgfoid
                            join pg_catalog.pg_namespace n on n.oid = f.pronamespace
                            where m.root = w.oid and not t.tgisinternal and t.tgparentid = 0))
               order by w.schema, w.name), '[]')
             from wanted w) as tables
            """;

    // A key on, or to, one partition is told as one of the whole table, for the order; a path must not use it.
    private static final String FOREIGN_KEYS = """
            (select coalesce(json_agg(json_build_object(
               'name', f.conname,
               'from_schema', child.schema, 'from_table', child.name,
               'to_schema', parent.schema, 'to_table', parent.name,
               'references', (select json_agg(json_build_object(
                                 'column', a.attname, 'referenced', b.attname, 'nullable', a.nullable,
                                 'generated', a.attgenerated <> '')
                                 order by k.position)
                              from unnest(f.conkey, f.confkey) with ordinality as k (attnum, refnum, position)
                              join attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum
                              join attribute b on b.attrelid = f.confrelid and b.attnum = k.refnum),
               'on_delete', f.confdeltype, 'on_update', f.confupdtype,
               'on_delete_columns', (select coalesce(json_agg(a.attname order by a.attnum), '[]')
                                     from attribute a
                                     where a.attrelid = f.conrelid and a.attnum = any (f.confdelsetcols)),
               'validated', f.convalidated, 'deferrable', f.condeferrable, 'deferred', f.condeferred,
               'match_full', f.confmatchtype = 'f',
               'partial', f.conrelid <> child.oid or f.confrelid <> parent.oid)
               order by child.schema, child.name, f.conname), '[]')
             from pg_catalog.pg_constraint f
             join tree c on c.oid = f.conrelid
             join relation child on child.oid = c.root
             join tree p on p.oid = f.confrelid
             join relation parent on parent.oid = p.root
             where f.contype = 'f' and f.conparentid = 0
               and (child.schema = any ($1) or parent.schema = any ($1))) as foreign_keys
            """;

    private static final String MATERIALIZED_VIEWS = """
            (select coalesce(json_agg(json_build_object(
               'schema', v.schema, 'name', v.name, 'tables', v.tables) order by v.schema, v.name), '[]')
             from (select n.nspname as schema, c.relname as name,
                          json_agg(distinct jsonb_build_object('schema', w.schema, 'name', w.name)) as tables
                   from copied
                   join pg_catalog.pg_class c on c.oid = copied.view
                   join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                   join tree t on t.oid = copied.source
                   join wanted w on w.oid = t.root
                   group by 1, 2) v) as materialized_views
            """;

    private static final String ROLE = """
            (select json_build_object('name', r.rolname, 'superuser', r.rolsuper, 'bypass', r.rolbypassrls)
             from pg_catalog.pg_roles r where r.rolname = current_user) as role,
            pg_catalog.current_setting('track_counts')::boolean as track_counts
            """;

    static final String SQL =
            RELATIONS + INDEXES + "select " + String.join(", ", TABLES, FOREIGN_KEYS, MATERIALIZED_VIEWS, ROLE);

    /** The same with its {@link CatalogFingerprint}. */
    static final String WITH_FINGERPRINT = SQL + ", (" + CatalogFingerprint.SQL + ") as fingerprint";

    private CatalogQuery() {}
}
