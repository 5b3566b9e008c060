package io.tenantdeletion.commons.plan;

import static io.tenantdeletion.commons.plan.PlannerTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.ownership.Ownership;
import org.junit.jupiter.api.Test;

/** Foreign keys of several columns, on paths, in cycles, and of shared tables. */
class CompositeKeysTest {

    @Test
    void aWayMayLeadOverSeveralColumns() {
        Plan plan = new Graph()
                .owned("a")
                .owned("b")
                .child("notes")
                .mayRefer("notes", "a")
                .composite("notes", "b")
                .plan();

        assertThat(plan.deletes().get(0).path()).hasToString("[a_id] -> a.tenant_id or [b_x, b_y] -> b.tenant_id");
    }

    @Test
    void aCycleIsOpenedAtTheColumnsThatMayBeNull() {
        Plan plan = new Graph()
                .owned("a")
                .owned("b")
                .refers("a", "b")
                .composite("b", "a")
                .plan();

        assertThat(plan.steps().get(0)).isInstanceOf(Step.NullifyReference.class);
        assertThat(((Step.NullifyReference) plan.steps().get(0)).columns()).containsExactly("a_x", "a_y");
    }

    @Test
    void theSubjectsOwnColumnIsNeverSetToNull() {
        Plan plan = new Graph()
                .owned("a")
                .owned("b")
                .refers("a", "b")
                .tenantKey("b", "a", true)
                .plan();

        assertThat(((Step.NullifyReference) plan.steps().get(0)).columns()).containsExactly("a_id");
        assertRefused(
                new Graph().owned("a").owned("b").refers("a", "b").tenantKey("b", "a", false),
                "form a cycle that nothing can open");
    }

    @Test
    void aTreeOverSeveralColumnsIsDeletedInPartsWhereItsKeyMayBeNull() {
        assertThat(new Graph()
                        .owned("a")
                        .composite("a", "a")
                        .plan()
                        .deletes()
                        .get(0)
                        .divisible())
                .isTrue();
    }

    @Test
    void aSharedTableForgetsTheSubjectsRowsBeforeTheyGo() {
        Plan plan = new Graph()
                .owned("orders")
                .bare("statistics")
                .key("statistics", "orders", true, Action.SET_NULL)
                .ownership("statistics", new Ownership.Shared("anonymous"))
                .plan();

        assertThat(plan).hasToString("""
                        nullify [orders_id] of s.statistics(orders_id) -> s.orders by [orders_id] -> orders.tenant_id
                        delete s.orders by tenant_id""");
    }

    @Test
    void ofSeveralColumnsOnlyThoseAreForgottenThatTheKeySays() {
        Graph graph = new Graph()
                .owned("orders")
                .bare("statistics")
                .forgetting("statistics", "orders", "orders_x")
                .ownership("statistics", new Ownership.Shared("anonymous"));

        assertThat(((Step.NullifySharedReference) graph.plan().steps().get(0)).columns())
                .containsExactly("orders_x");
    }

    @Test
    void aSharedTableThatWouldForgetAColumnThatMustNotBeNullIsRefused() {
        assertRefused(
                new Graph()
                        .owned("orders")
                        .bare("statistics")
                        .forgetting("statistics", "orders")
                        .ownership("statistics", new Ownership.Shared("anonymous")),
                "s.statistics is shared, but its foreign key statistics_orders_fk");
    }
}
