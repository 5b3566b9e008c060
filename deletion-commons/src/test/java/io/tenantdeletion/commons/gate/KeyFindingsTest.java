package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Step;
import org.junit.jupiter.api.Test;

/** Each finding about foreign keys, indexes and partitions, on a real catalog. */
class KeyFindingsTest extends GateTest {

    private static final String ITEMS_KEY = "alter table shop.items drop constraint items_order_id_fkey,"
            + " add constraint items_key foreign key (order_id) references shop.orders";

    @Test
    void foreignKeyFromOutside() {
        assertFound(
                findings("create table elsewhere.letters (order_id uuid references shop.orders)"),
                FindingCode.FOREIGN_KEY_FROM_OUTSIDE,
                "elsewhere.letters",
                "letters_order_id_fkey");
    }

    @Test
    void onDeleteAction() {
        assertFound(
                findings(ITEMS_KEY + " on delete cascade"),
                FindingCode.ON_DELETE_ACTION,
                "shop.items",
                "items_key",
                "ON DELETE CASCADE");
    }

    @Test
    void onDeleteActionOfASharedTable() {
        assertFound(
                findings(
                        "alter table shop.cities add column order_id uuid references shop.orders",
                        "create index on shop.cities (order_id)"),
                FindingCode.ON_DELETE_ACTION,
                "shop.cities",
                "ON DELETE NO ACTION",
                "ON DELETE SET NULL");
    }

    @Test
    void setNullOntoAColumnThatMustNotBeNull() {
        String key = "alter table shop.cities add constraint last foreign key (order_id, tenant_id)"
                + " references shop.orders (id, tenant_id) on delete set null";
        assertFound(
                findings(
                        "alter table shop.orders add unique (id, tenant_id)",
                        "alter table shop.cities add order_id uuid, add tenant_id uuid not null",
                        "create index on shop.cities (order_id, tenant_id)",
                        key),
                FindingCode.SET_NULL_NOT_NULL,
                "shop.cities",
                "would set [tenant_id]");

        assertThat(report(SubjectKind.TENANT, "alter table shop.cities drop constraint last", key + " (order_id)")
                        .plan()
                        .steps())
                .hasAtLeastOneElementOfType(Step.NullifySharedReference.class);
    }

    @Test
    void missingIndexOfAPathAndOfAKey() {
        assertThat(findings("drop index shop.orders_tenant_id_idx", "drop index shop.items_order_id_idx"))
                .extracting(Finding::code)
                .containsOnly("missing-index")
                .hasSize(3);
    }

    @Test
    void anIndexThatFindsNoEqualValuesIsNone() {
        assertFound(
                findings("drop index shop.orders_tenant_id_idx", "create index on shop.orders using brin (tenant_id)"),
                FindingCode.MISSING_INDEX,
                "shop.orders",
                "no index for its path");
    }

    @Test
    void keyNotValidated() {
        assertFound(
                findings(ITEMS_KEY + " not valid"),
                FindingCode.KEY_NOT_VALIDATED,
                "shop.items",
                "ALTER TABLE shop.items VALIDATE CONSTRAINT items_key");
    }

    @Test
    void cycle() {
        assertFound(
                findings(
                        "alter table shop.orders add first_item_id uuid not null references shop.items",
                        "create index on shop.orders (first_item_id)"),
                FindingCode.CYCLE,
                "shop.orders",
                "form a cycle that nothing can open");
    }

    @Test
    void keyOnPartition() {
        ownership("visits", new Ownership.Owned("", ""));

        assertFound(
                findings(
                        visits(),
                        "alter table shop.visits_1 add foreign key (order_id) references shop.orders",
                        "create index on shop.visits_1 (order_id)"),
                FindingCode.KEY_ON_PARTITION,
                "shop.visits",
                "single partition");
    }

    @Test
    void partitionedTablesAreLikeOthers() {
        ownership("visits", new Ownership.Owned("", ""));

        GateReport report = report(SubjectKind.TENANT, visits());

        assertThat(report.findings()).isEmpty();
        assertThat(report.plan().deletes())
                .extracting(step -> step.table().toString())
                .contains("shop.visits");
    }

    /** As the migrations of the fence do it. */
    private static String fence(String table, String when, String each) {
        String name = "fence_" + when.replace(' ', '_');
        return "; create trigger " + name + " " + when + " on " + table + " for each " + each
                + " execute function tenant_deletion.fence(); alter table " + table + " enable always trigger " + name;
    }

    private static String visits() {
        return "create table shop.visits (id uuid, tenant_id uuid, order_id uuid, day date, primary key (id, day))"
                + " partition by range (day); create table shop.visits_1 partition of shop.visits default;"
                + " create index on shop.visits (tenant_id);"
                + " grant select, update, delete on shop.visits to eraser;"
                + fence("shop.visits", "after insert", "statement")
                + fence("shop.visits_1", "after insert", "statement")
                + fence("shop.visits", "before update", "row");
    }
}
