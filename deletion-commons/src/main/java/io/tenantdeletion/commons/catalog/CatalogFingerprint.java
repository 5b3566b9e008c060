package io.tenantdeletion.commons.catalog;

/**
 * A text that changes whenever anything changes that {@link CatalogQuery} reads: PostgreSQL writes every row of its
 * catalog anew, with the transaction that did, when it changes. It takes a fraction of the time of reading all of it.
 */
final class CatalogFingerprint {

    private static final String OURS = " where oid >= 16384";

    // Estimates of rows are written in place. Roles cannot be read but by what a view shows of them.
    private static final String ROWS = String.join(
            " union all ",
            rows("class", "oid, xmin, ctid, reltuples", "pg_class" + OURS),
            rows("attribute", "attrelid, attnum, xmin, ctid", "pg_attribute where attrelid in (select oid from near)"),
            rows("index", "indexrelid, xmin, ctid", "pg_index where indrelid in (select oid from near)"),
            rows("constraint", "oid, xmin, ctid", "pg_constraint" + OURS),
            rows("trigger", "oid, xmin, ctid", "pg_trigger" + OURS),
            rows("function", "oid, xmin, ctid", "pg_proc" + OURS),
            rows("type", "oid, xmin, ctid", "pg_type" + OURS + " and typtype <> 'c'"),
            rows("collation", "oid, xmin, ctid", "pg_collation" + OURS),
            rows("rule", "oid, xmin, ctid", "pg_rewrite" + OURS),
            rows("inherits", "inhrelid, xmin, ctid", "pg_inherits"),
            rows("schema", "oid, xmin, ctid", "pg_namespace"),
            rows("role", "oid, rolname, rolsuper, rolinherit, rolbypassrls", "pg_roles"),
            rows("member", "roleid, member, xmin, ctid", "pg_auth_members"),
            rows(
                    "setting",
                    "current_user, current_setting('track_counts'), current_setting('row_security')",
                    "pg_namespace where nspname = 'pg_catalog'"));

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

    private static String rows(String kind, String values, String from) {
        return "select '" + kind + "' as kind, hashtextextended(concat_ws(' ', " + values
                + "), 0) as hash from pg_catalog." + from;
    }
}
