package io.tenantdeletion.commons.plan;

import static io.tenantdeletion.commons.plan.PlannerTest.assertRefused;
import static io.tenantdeletion.commons.plan.PlannerTest.deleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.ownership.Ownership;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no plan may pretend to cover. */
class RefusedPlansTest {

    @Test
    void anUnmarkedTableWithATenantColumnIsRefused() {
        assertRefused(
                new Graph().owned("orders").unmark("orders"), "s.orders has a column tenant_id", "no plan covers");
    }

    @Test
    void anUnmarkedTableWithAPathToATenantIsRefused() {
        assertRefused(
                new Graph().owned("orders").child("items", "orders").unmark("items"),
                "s.items has a path to a tenant by items_orders_fk");
    }

    @Test
    void aTableOfAnotherSchemaThatRefersToTenantDataIsRefused() {
        assertRefused(new Graph().owned("orders").keyFromElsewhere("orders"), "elsewhere.letters lies outside");
    }

    @Test
    void aMarkedTableWithoutAWayIsRefused() {
        assertRefused(new Graph().owned("orders").child("lonely"), "s.lonely is marked", "neither a tenant column");
    }

    @Test
    void aMarkedTableThatDoesNotExistIsRefused() {
        assertRefused(
                new Graph().owned("orders").ownership("ghost", new Ownership.Owned("", "")),
                "s.ghost is marked as tenant data, but the database has no such table");
    }

    @Test
    void sharedDataMayNotReferToTenantData() {
        assertRefused(
                new Graph()
                        .owned("orders")
                        .bare("cities")
                        .refers("cities", "orders")
                        .ownership("cities", new Ownership.Shared("same for all")),
                "s.cities is shared",
                "order is forbidden");
    }

    @Test
    void sharedDataIsLeftAloneButNeedsAReason() {
        Graph graph = new Graph()
                .owned("weather")
                .bare("cities")
                .refers("weather", "cities")
                .ownership("cities", new Ownership.Shared("same for all"));

        assertThat(deleted(graph.plan())).containsExactly("weather");
        assertRefused(
                graph.ownership("cities", new Ownership.Shared(" ")), "s.cities is marked as shared without a reason");
    }

    @Test
    void aWayWithoutAnIndexIsRefused() {
        assertRefused(
                new Graph().owned("orders").withoutIndexes("orders"),
                "s.orders has no index for its path to the tenant");
    }

    @Test
    void aForeignKeyWithoutAnIndexIsRefused() {
        assertRefused(
                new Graph().owned("a").owned("b").refers("b", "a").withoutIndexes("b"),
                "s.b has no index on [a_id] of foreign key b_a_fk");
    }

    @Test
    void actionsThatWouldChangeRowsOfOthersAreRefused() {
        for (Action action : List.of(Action.CASCADE, Action.SET_NULL, Action.SET_DEFAULT)) {
            assertRefused(
                    new Graph().owned("a").owned("b").key("b", "a", true, action),
                    "b_a_fk",
                    "ON DELETE " + action.sql());
        }
    }

    @Test
    void aSharedTableMayForgetATenantsRowButOnlyByIndex() {
        Graph graph = new Graph()
                .owned("orders")
                .bare("statistics")
                .key("statistics", "orders", true, Action.SET_NULL)
                .ownership("statistics", new Ownership.Shared("anonymous"));

        assertThat(deleted(graph.plan())).containsExactly("orders");
        assertRefused(graph.withoutIndexes("statistics"), "s.statistics has no index on [orders_id]");
    }

    @Test
    void aCycleIsNotOpenedAtTheTenantColumnItself() {
        Graph graph = new Graph()
                .bare("shops")
                .ownership("shops", new Ownership.Owned("id", ""))
                .bare("products")
                .mayRefer("products", "shops")
                .ownership("products", new Ownership.Owned("shops_id", ""))
                .refers("shops", "products");

        assertRefused(graph, "form a cycle that nothing can open");
    }

    @Test
    void aMarkThatNamesAMissingColumnIsRefused() {
        assertRefused(
                new Graph().owned("a").child("b", "a").ownership("b", new Ownership.Owned("org_id", "")),
                "s.b is marked @TenantData(column = \"org_id\"), but has no such column");
        assertRefused(
                new Graph().owned("a").child("b", "a").ownership("b", new Ownership.Owned("", "c_id")),
                "s.b is marked @TenantData(through = \"c_id\"), but has no such column");
    }

    @Test
    void aSchemaWithoutTenantDataIsRefused() {
        assertRefused(new Graph().bare("cities"), "No table of the schema is tenant data");
    }

    @Test
    void everyViolationIsNamedAtOnce() {
        Graph graph = new Graph().owned("a").unmark("a").owned("b").withoutIndexes("b");

        assertRefused(graph, "s.a", "s.b");
    }
}
