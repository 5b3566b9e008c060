package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.CatalogReader;
import io.tenantdeletion.commons.catalog.CatalogReader.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes in the catalog is read; what has not changed is not read again. */
class CatalogChangesTest extends GateTest {

    @AfterEach
    void takeBack() {
        execute("alter role eraser nobypassrls");
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() {
        Reading known = read(null);
        execute("insert into shop.cities values (gen_random_uuid(), 'Utrecht')");

        assertThat(read(known)).isSameAs(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table shop.notes (id uuid primary key, tenant_id uuid)",
                "drop table shop.items",
                "alter table shop.items rename to parts",
                "alter table shop.items set schema elsewhere",
                "create table shop.parts (tenant_id uuid) partition by list (tenant_id);"
                        + " create table elsewhere.part partition of shop.parts default",
                "alter table shop.items add column tenant_id uuid",
                "alter table shop.items drop column name",
                "alter table shop.items alter column name set not null",
                "alter table shop.items alter column name type varchar(9)",
                "alter table shop.cities rename column id to number",
                "drop index shop.items_order_id_idx",
                "create unique index on shop.items (name)",
                "alter table shop.items drop constraint items_order_id_fkey",
                "alter table shop.items add foreign key (id) references shop.cities not valid",
                "create table elsewhere.reviews (item_id uuid references shop.items)",
                "alter table shop.items enable row level security",
                "create rule kept as on delete to shop.items do instead nothing",
                "create trigger late before delete on shop.items for each row execute function tenant_deletion.fence()",
                "alter table shop.items disable trigger user",
                "create materialized view elsewhere.copy as select * from shop.items",
                "create view elsewhere.seen as select * from shop.items;"
                        + " create materialized view elsewhere.copy as select * from elsewhere.seen",
                "revoke delete on shop.items from eraser",
                "revoke usage on schema shop from eraser",
                "alter role eraser bypassrls",
                "insert into shop.cities select gen_random_uuid(), 'Delft' from generate_series(1, 99);"
                        + " analyze shop.cities"
            })
    void whatHasChangedIsRead(String change) {
        Reading known = read(null);
        execute(change);

        assertThat(read(known).catalog()).isEqualTo(catalog()).isNotEqualTo(known.catalog());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table elsewhere.reviews rename column item_id to part_id",
                "alter table elsewhere.reviews drop constraint reviews_item_id_fkey",
                "alter domain elsewhere.code set not null",
                "alter domain elsewhere.codes set not null",
                "create trigger late before delete on elsewhere.part for each row"
                        + " execute function tenant_deletion.fence()"
            })
    void whatHasChangedElsewhereIsReadToo(String change) {
        execute("create table elsewhere.reviews (item_id uuid references shop.items);"
                + " create domain elsewhere.code as text; alter table shop.items add column code elsewhere.code;"
                + " create domain elsewhere.codes as text[]; alter table shop.items add column codes elsewhere.codes;"
                + " create table shop.parts (tenant_id uuid) partition by list (tenant_id);"
                + " create table elsewhere.part partition of shop.parts default");
        whatHasChangedIsRead(change);
    }

    private static Reading read(Reading known) {
        return asEraser(pool -> CatalogReader.read(pool, SCHEMAS, known));
    }
}
