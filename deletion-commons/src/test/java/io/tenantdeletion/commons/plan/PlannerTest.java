package io.tenantdeletion.commons.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantdeletion.commons.catalog.ForeignKey;
import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.ownership.Ownership;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    static List<String> deleted(Plan plan) {
        return plan.deletes().stream().map(step -> step.table().name()).toList();
    }

    static void assertRefused(Graph graph, String... parts) {
        assertThatThrownBy(graph::plan)
                .isInstanceOf(InvalidPlanException.class)
                .message()
                .contains(parts);
    }

    @Test
    void childrenComeBeforeParentsAtAnyDepth() {
        Plan plan = new Graph()
                .owned("orders")
                .child("items", "orders")
                .child("discounts", "items")
                .plan();

        assertThat(deleted(plan)).containsExactly("discounts", "items", "orders");
    }

    @Test
    void aTableWithoutTenantColumnIsReachedThroughItsParents() {
        Plan plan = new Graph()
                .owned("orders")
                .child("items", "orders")
                .child("discounts", "items")
                .plan();

        assertThat(plan.deletes().get(0).path()).hasToString("[items_id] -> items.[orders_id] -> orders.tenant_id");
    }

    @Test
    void aTableWithTwoParentsTakesTheOneItsMarkNames() {
        Plan plan = new Graph()
                .owned("orders")
                .owned("products")
                .child("items", "orders", "products")
                .ownership("items", new Ownership.Owned("", "products_id"))
                .plan();

        assertThat(plan.deletes().get(0).path()).hasToString("[products_id] -> products.tenant_id");
        assertThat(deleted(plan)).containsExactly("items", "orders", "products");
    }

    @Test
    void aTableWithOnlyNullableParentsIsReachedOverAllOfThem() {
        Plan plan = new Graph()
                .owned("orders")
                .owned("refunds")
                .child("notes")
                .mayRefer("notes", "orders")
                .mayRefer("notes", "refunds")
                .plan();

        assertThat(plan.deletes().get(0).path())
                .hasToString("[orders_id] -> orders.tenant_id or [refunds_id] -> refunds.tenant_id");
    }

    @Test
    void aCycleIsOpenedAtItsNullableKey() {
        Plan plan = new Graph()
                .owned("recipes")
                .child("versions", "recipes")
                .mayRefer("recipes", "versions")
                .plan();

        assertThat(plan).hasToString("""
                        nullify_reference s.recipes(versions_id) -> s.versions by tenant_id
                        delete s.versions by [recipes_id] -> recipes.tenant_id
                        delete s.recipes by tenant_id""");
    }

    @Test
    void aCycleIsNeverOpenedAtAKeyThatAWayNeeds() {
        Graph graph = new Graph().owned("a").child("b").mayRefer("b", "a").refers("a", "b");

        assertRefused(graph, "form a cycle that nothing can open", "s.b(a_id) -> s.a", "s.a(b_id) -> s.b");
    }

    @Test
    void aCycleOfNotNullKeysIsRefused() {
        assertRefused(new Graph().owned("a").owned("b").refers("a", "b").refers("b", "a"), "form a cycle");
    }

    @Test
    void aCycleOfThreeLosesOneKeyOnly() {
        Plan plan = new Graph()
                .owned("a")
                .owned("b")
                .owned("c")
                .mayRefer("a", "b")
                .mayRefer("b", "c")
                .mayRefer("c", "a")
                .plan();

        assertThat(plan.steps()).hasSize(4);
        assertThat(plan.steps().get(0)).isInstanceOf(Step.NullifyReference.class);
    }

    @Test
    void aSelfReferenceIsDeletedByOneStatementOrDetachedFirst() {
        Step.Delete step = new Graph()
                .owned("products")
                .mayRefer("products", "products")
                .plan()
                .deletes()
                .get(0);

        assertThat(step.selfReferences()).hasSize(1);
        assertThat(step.divisible()).isTrue();
    }

    @Test
    void aSelfReferenceThatMayNotBeNullIsNeverDeletedInParts() {
        Step.Delete step = new Graph()
                .owned("products")
                .refers("products", "products")
                .plan()
                .deletes()
                .get(0);

        assertThat(step.divisible()).isFalse();
    }

    @Test
    void onlyTheRestrictedOfTwoSelfReferencesIsDetached() {
        Graph graph = new Graph()
                .owned("products")
                .key("products", "products", true, Action.RESTRICT)
                .composite("products", "products");

        Plan plan = graph.plan();

        assertThat(plan.steps()).hasSize(2);
        assertThat(((Step.NullifyReference) plan.steps().get(0)).key().onDelete())
                .isEqualTo(Action.RESTRICT);
        assertThat(plan.deletes().get(0).selfReferences()).hasSize(1);
        assertThat(plan.deletes().get(0).divisible()).isTrue();
    }

    @Test
    void aRestrictedSelfReferenceIsDetachedBecausePostgresChecksItRowByRow() {
        Plan plan = new Graph()
                .owned("products")
                .key("products", "products", true, Action.RESTRICT)
                .plan();

        assertThat(plan.steps().get(0)).isInstanceOf(Step.NullifyReference.class);
        assertRefused(new Graph().owned("products").key("products", "products", false, Action.RESTRICT), "RESTRICT");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyGraphGivesASafeCompletePlan(long seed) {
        Random random = new Random(seed);
        Graph graph = new Graph();
        int tables = 3 + random.nextInt(25);
        for (int i = 0; i < tables; i++) {
            if (i == 0 || random.nextInt(3) == 0) {
                graph.owned("t" + i);
            } else {
                graph.child("t" + i, "t" + random.nextInt(i));
            }
        }
        for (int i = 0; i < tables; i++) {
            int from = random.nextInt(tables);
            int to = random.nextInt(tables);
            if (graph.keys().stream()
                    .noneMatch(key -> key.from().equals(Graph.name("t" + from))
                            && key.to().equals(Graph.name("t" + to)))) {
                graph.mayRefer("t" + from, "t" + to);
            }
        }

        Plan plan = graph.plan();

        assertThat(plan.deletes()).hasSize(tables);
        assertSafe(plan, graph.keys());
        assertThat(graph.plan().version()).isEqualTo(plan.version());
    }

    /** Runs the plan in thought: when a table is deleted, no table that still has rows may refer to it. */
    private static void assertSafe(Plan plan, List<ForeignKey> keys) {
        List<TableName> alive = new java.util.ArrayList<>(
                plan.deletes().stream().map(Step.Delete::table).toList());
        List<ForeignKey> holding = new java.util.ArrayList<>(keys);
        for (Step step : plan.steps()) {
            step.path()
                    .keys()
                    .forEach(key ->
                            assertThat(holding).as("%s is found over it", step).contains(key));
            if (step instanceof Step.NullifyReference nullify) {
                holding.remove(nullify.key());
            } else {
                alive.remove(step.table());
                assertThat(holding)
                        .noneMatch(key ->
                                key.to().equals(step.table()) && !key.isSelfReference() && alive.contains(key.from()));
            }
        }
        assertThat(alive).isEmpty();
    }
}
