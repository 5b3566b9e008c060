package io.tenantdeletion.commons.catalog;

/**
 * A text that changes whenever anything changes that {@link CatalogQuery} reads: PostgreSQL writes every row of its
 * catalog anew, with the transaction that did, when it changes. It takes a tenth of the time of reading all of it.
 */
final class CatalogFingerprint {

    // Estimates of rows are written in place. Roles cannot be read but by what a view shows of them.
    private static final String ROWS = """
            select 'class' as kind, hashtextextended(concat_ws(' ', oid, xmin, ctid, reltuples), 0) as hash
            from pg_catalog.pg_class where oid >= 16384
            union all
            select 'attribute', hashtextextended(concat_ws(' ', attrelid, attnum, xmin, ctid), 0)
            from pg_catalog.pg_attribute where attrelid in (select oid from near)
            union all
            select 'index', hashtextextended(concat_ws(' ', indexrelid, xmin, ctid), 0)
            from pg_catalog.pg_index where indrelid in (select oid from near)
            union all
            select 'constraint', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_constraint where oid >= 16384
            union all
            select 'trigger', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_trigger where oid >= 16384
            union all
            select 'function', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_proc where oid >= 16384
            union all
            select 'type', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_type where oid >= 16384 and typrelid = 0 and typelem = 0
            union all
            select 'collation', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_collation where oid >= 16384
            union all
            select 'rule', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_rewrite where oid >= 16384
            union all
            select 'inherits', hashtextextended(concat_ws(' ', inhrelid, xmin, ctid), 0)
            from pg_catalog.pg_inherits
            union all
            select 'schema', hashtextextended(concat_ws(' ', oid, xmin, ctid), 0)
            from pg_catalog.pg_namespace
            union all
            select 'role', hashtextextended(concat_ws(' ', oid, rolname, rolsuper, rolinherit, rolbypassrls), 0)
            from pg_catalog.pg_roles
            union all
            select 'member', hashtextextended(concat_ws(' ', roleid, member, xmin, ctid), 0)
            from pg_catalog.pg_auth_members
            union all
            select 'setting', hashtextextended(concat_ws(' ', current_user, current_setting('track_counts'),
                                                         current_setting('row_security')), 0)
            """;

    /** Selects it; the parameter is the same as {@link CatalogQuery#SQL}'s. */
    static final String SQL = """
            with ours as (
              select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where n.nspname = any ($1)),
            near as (
              select oid from ours
              union select conrelid from pg_catalog.pg_constraint where confrelid in (select oid from ours)
              union select confrelid from pg_catalog.pg_constraint where conrelid in (select oid from ours))
            select string_agg(concat_ws(' ', kind, number, total), ', ' order by kind) as fingerprint
            from (select kind, count(*) as number, sum(hash) as total from (""" + ROWS + ") r group by kind) k";

    private CatalogFingerprint() {}
}
