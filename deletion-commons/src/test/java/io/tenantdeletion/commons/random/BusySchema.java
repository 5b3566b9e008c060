package io.tenantdeletion.commons.random;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.test.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Tables that writers write to while rows are deleted: every way by which a row can be a tenant's. */
final class BusySchema {

    static final String SCHEMA = "busy";

    private static final String DDL = """
            drop schema if exists busy cascade;
            create schema busy;
            grant usage on schema busy to application, purge;
            create table busy.parents (id uuid primary key, tenant_id uuid not null, current_id uuid);
            create table busy.children (
              id uuid primary key, tenant_id uuid not null, parent_id uuid not null references busy.parents);
            create table busy.lines (id uuid primary key, parent_id uuid not null references busy.parents);
            create table busy.notes (id uuid primary key, line_id uuid not null references busy.lines);
            create table busy.links (
              id uuid primary key, parent_id uuid references busy.parents, line_id uuid references busy.lines);
            create table busy.trees (
              tenant_id uuid, id uuid, parent_id uuid, primary key (tenant_id, id),
              foreign key (tenant_id, parent_id) references busy.trees) partition by hash (id);
            create table busy.trees_0 partition of busy.trees for values with (modulus 2, remainder 0);
            create table busy.trees_1 partition of busy.trees for values with (modulus 2, remainder 1);
            create table busy.bookmarks (id uuid primary key, parent_id uuid references busy.parents on delete set null);
            alter table busy.parents add foreign key (current_id) references busy.lines;
            create index on busy.parents (tenant_id);
            create index on busy.parents (current_id);
            create index on busy.children (tenant_id);
            create index on busy.children (parent_id);
            create index on busy.lines (parent_id);
            create index on busy.notes (line_id);
            create index on busy.links (parent_id);
            create index on busy.links (line_id);
            create index on busy.trees (tenant_id, parent_id);
            create index on busy.bookmarks (parent_id)""";

    private static final String OWNED = """
            with p as (select id from busy.parents where tenant_id = '%1$s'),
                 l as (select id from busy.lines where parent_id in (select id from p))
            select 'parents ' || id from p
            union all select 'lines ' || id from l
            union all select 'children ' || id from busy.children where tenant_id = '%1$s'
            union all select 'trees ' || id from busy.trees where tenant_id = '%1$s'
            union all select 'notes ' || id from busy.notes where line_id in (select id from l)
            union all select 'links ' || id from busy.links
                      where parent_id in (select id from p) or line_id in (select id from l)""";

    private static final String ORPHANS = """
            select 'children' from busy.children c where not exists (select from busy.parents p where p.id = c.parent_id)
            union all select 'lines' from busy.lines c
              where not exists (select from busy.parents p where p.id = c.parent_id)
            union all select 'notes' from busy.notes c where not exists (select from busy.lines p where p.id = c.line_id)
            union all select 'links' from busy.links c
              where parent_id is not null and not exists (select from busy.parents p where p.id = c.parent_id)
                 or line_id is not null and not exists (select from busy.lines p where p.id = c.line_id)
            union all select 'trees' from busy.trees c
              where parent_id is not null
                and not exists (select from busy.trees p where p.tenant_id = c.tenant_id and p.id = c.parent_id)
            union all select 'parents' from busy.parents c
              where current_id is not null and not exists (select from busy.lines p where p.id = c.current_id)
            union all select 'bookmarks' from busy.bookmarks c
              where parent_id is not null and not exists (select from busy.parents p where p.id = c.parent_id)""";

    private BusySchema() {}

    static void create() {
        TestDatabase.execute(DDL);
    }

    static void drop() {
        TestDatabase.execute("drop schema busy cascade");
    }

    static OwnershipMap ownerships() {
        Map<TableName, Ownership> ownerships = new TreeMap<>();
        Set.of("parents", "children", "lines", "notes", "links", "trees")
                .forEach(table -> ownerships.put(new TableName(SCHEMA, table), new Ownership.Owned("", "")));
        ownerships.put(new TableName(SCHEMA, "bookmarks"), new Ownership.Shared("everybody's"));
        return new OwnershipMap(SubjectKind.TENANT, "tenant_id", ownerships);
    }

    static void fill(UUID tenant, int rows) {
        TestDatabase.execute("""
                with p as (insert into busy.parents select gen_random_uuid(), '%1$s' from generate_series(1, %2$d)
                           returning id),
                     c as (insert into busy.children select gen_random_uuid(), '%1$s', id from p),
                     l as (insert into busy.lines select gen_random_uuid(), id from p, generate_series(1, 2)
                           returning id, parent_id),
                     n as (insert into busy.notes select gen_random_uuid(), id from l),
                     b as (insert into busy.bookmarks select gen_random_uuid(), id from p),
                     k as (insert into busy.links select gen_random_uuid(), parent_id, id from l)
                insert into busy.trees (tenant_id, id) select '%1$s', id from p""".formatted(tenant, rows));
        TestDatabase.execute("update busy.parents p set current_id = (select min(id::text)::uuid from busy.lines l"
                + " where l.parent_id = p.id) where tenant_id = '" + tenant + "'");
        TestDatabase.execute("update busy.trees t set parent_id = (select min(id::text)::uuid from busy.trees p"
                + " where p.tenant_id = t.tenant_id) where tenant_id = '" + tenant + "'");
    }

    /** Every row that a tenant's is, with its table. */
    static List<String> owned(UUID tenant) {
        return TestDatabase.query(OWNED.formatted(tenant));
    }

    /** Tables with rows that refer to nothing. */
    static List<String> orphans() {
        return TestDatabase.query(ORPHANS);
    }
}
