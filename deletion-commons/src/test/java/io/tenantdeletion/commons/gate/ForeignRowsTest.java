package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import io.tenantdeletion.commons.sql.RowsOfOthers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statements that look for rows of others which refer to a tenant's. */
class ForeignRowsTest extends GateTest {

    private static final UUID TENANT = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    @BeforeEach
    void tablesWithWaysOfTheirOwn() {
        ownership("returns", new Ownership.Owned("", ""));
        ownership("notes", new Ownership.Owned("", "return_id"));
        execute(table(
                "shop.returns", "id uuid primary key, tenant_id uuid, order_id uuid not null references shop.orders"));
        execute(table(
                "shop.notes",
                "id uuid primary key, return_id uuid not null references shop.returns, item_id uuid references"
                        + " shop.items"));
        execute("create index on shop.returns (tenant_id); create index on shop.returns (order_id);"
                + " create index on shop.notes (return_id); create index on shop.notes (item_id)");
        for (UUID tenant : List.of(TENANT, OTHER)) {
            execute("insert into shop.orders select gen_random_uuid(), '" + tenant + "' from generate_series(1, 50)");
        }
        execute("insert into shop.returns select gen_random_uuid(), tenant_id, id from shop.orders;"
                + " insert into shop.items select gen_random_uuid(), id, 'Bread' from shop.orders;"
                + " insert into shop.notes select gen_random_uuid(), r.id, i.id"
                + " from shop.returns r join shop.items i using (order_id)");
    }

    private RowsOfOthers rowsOf(String child, String parent) {
        return ForeignRows.keys(report(SubjectKind.TENANT)).stream()
                .filter(rows -> rows.key().from().equals(new TableName("shop", child)))
                .filter(rows -> rows.key().to().equals(new TableName("shop", parent)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> count(RowsOfOthers rows) {
        return row(rows.count().replace(":subject", "'" + TENANT + "'"));
    }

    @Test
    void onlyKeysThatAreNotThePathAreLookedAt() {
        assertThat(ForeignRows.keys(report(SubjectKind.TENANT)))
                .extracting(rows -> rows.key().name())
                .containsExactlyInAnyOrder("returns_order_id_fkey", "notes_item_id_fkey");
    }

    @Test
    void nothingIsFoundWhereNobodyRefersToTheTenantsRows() {
        assertThat(count(rowsOf("returns", "orders"))).containsExactly("0", null);
        assertThat(count(rowsOf("notes", "items"))).containsExactly("0", null);
    }

    @Test
    void rowsOfOthersAreCountedWithTheirOwnersThoseOfMostRowsFirst() {
        UUID third = UUID.fromString("33333333-3333-4333-8333-333333333333");
        String insert = "insert into shop.returns select gen_random_uuid(), %s, id from shop.orders where tenant_id = '"
                + TENANT + "' limit %d";
        execute(insert.formatted("'" + third + "'", 1));
        execute(insert.formatted("'" + OTHER + "'", 3));
        execute(insert.formatted("null", 2));

        assertThat(count(rowsOf("returns", "orders")))
                .containsExactly("6", "[\"" + OTHER + "\", null, \"" + third + "\"]");
    }

    @Test
    void aRowThatIsFoundOverAnotherParentIsThatParents() {
        execute("insert into shop.notes select gen_random_uuid(), r.id, i.id from shop.returns r, shop.items i"
                + " join shop.orders o on o.id = i.order_id"
                + " where r.tenant_id = '" + OTHER + "' and o.tenant_id = '" + TENANT + "' limit 1");

        RowsOfOthers notes = rowsOf("notes", "items");

        assertThat(count(notes)).containsExactly("1", "[\"" + OTHER + "\"]");
        assertThat(rows(notes.listing(TENANT.toString()))).hasSize(1);
        assertThat(notes.listing(TENANT.toString()))
                .contains("'" + TENANT + "'")
                .doesNotContain(":subject");
    }

    @Test
    void whatCouldNotBeCountedInTimeIsAWarningWithTheQuery() {
        Violation warning = ForeignRows.notCounted(rowsOf("returns", "orders"), TENANT.toString());

        assertThat(warning.code()).isEqualTo(FindingCode.NOT_COUNTED);
        assertThat(warning.code().isWarning()).isTrue();
        assertThat(warning.remedy()).contains("select e.* from", TENANT.toString());
    }

    @Test
    void keysThatCannotBeReadByIndexOrRightAreLeftToTheFindingThatSaysSo() {
        execute("drop index shop.returns_order_id_idx; revoke select on shop.items from eraser");

        assertThat(ForeignRows.keys(report(SubjectKind.TENANT))).isEmpty();
    }

    @Test
    void rowsOfASharedTableThatKeepTheirParentAreOfOthers() {
        execute("alter table shop.cities add order_id uuid references shop.orders;"
                + " create index on shop.cities (order_id);"
                + " insert into shop.cities (id, order_id) select gen_random_uuid(), id from shop.orders"
                + " where tenant_id = '" + TENANT + "' limit 2");

        assertThat(count(rowsOf("cities", "orders"))).containsExactly("2", "[null]");
    }

    @Test
    void aKeyThatContainsTheTenantLeadsToNobodyElse() {
        ownership("refunds", new Ownership.Owned("", ""));
        execute("alter table shop.orders add unique (id, tenant_id)");
        execute(table(
                "shop.refunds",
                "id uuid primary key, tenant_id uuid, order_id uuid, foreign key (order_id, tenant_id) references"
                        + " shop.orders (id, tenant_id)"));

        assertThat(ForeignRows.keys(report(SubjectKind.TENANT)))
                .extracting(rows -> rows.key().name())
                .doesNotContain("refunds_order_id_tenant_id_fkey");
    }

    @Test
    void theCostFollowsTheTenantsRowsWhateverTheStatisticsSay() {
        RowsOfOthers returns = rowsOf("returns", "orders");
        RowsOfOthers notes = rowsOf("notes", "items");
        assertFollowsTheTenant(returns);
        execute("insert into shop.orders select gen_random_uuid(), '" + OTHER + "' from generate_series(1, 20000);"
                + " insert into shop.returns select gen_random_uuid(), tenant_id, id from shop.orders"
                + " where id not in (select order_id from shop.returns)");
        assertFollowsTheTenant(returns);
        execute("analyze");
        assertFollowsTheTenant(returns);
        assertFollowsTheTenant(notes);
    }

    private static void assertFollowsTheTenant(RowsOfOthers rows) {
        String plan = String.join(
                "\n",
                rows(
                        "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;"
                                + " set max_parallel_workers_per_gather = 0",
                        "explain " + rows.count().replace(":subject", "'" + TENANT + "'")));
        assertThat(plan + "\n")
                .doesNotContain("Seq Scan", "Hash Join", "Merge", "hashed SubPlan")
                .doesNotMatch("(?s).*Index (Only )?Scan[^\\n]*\\n(?!\\s+Index Cond).*");
    }
}
