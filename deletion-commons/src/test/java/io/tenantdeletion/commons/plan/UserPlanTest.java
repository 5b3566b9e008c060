package io.tenantdeletion.commons.plan;

import static io.tenantdeletion.commons.plan.PlannerTest.assertRefused;
import static io.tenantdeletion.commons.plan.PlannerTest.deleted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.ForeignKey.Action;
import io.tenantdeletion.commons.ownership.Ownership;
import org.junit.jupiter.api.Test;

/** What is different where rows of others stay and keep what they refer to. */
class UserPlanTest {

    @Test
    void whatHangsOnAUsersRowsGoesWithThem() {
        Plan plan = Graph.ofUsers()
                .owned("models")
                .child("versions", "models")
                .child("metrics", "versions")
                .plan();

        assertThat(plan).hasToString("""
                        delete s.metrics by [versions_id] -> versions.[models_id] -> models.user_id
                        delete s.versions by [models_id] -> models.user_id
                        delete s.models by user_id""");
    }

    @Test
    void aRowThatOthersReferToStaysAndIsReleased() {
        Plan plan = Graph.ofUsers()
                .owned("jobs")
                .owned("models")
                .refers("models", "jobs")
                .child("versions", "models")
                .plan();

        assertThat(plan).hasToString("""
                        delete s.versions by [models_id] -> models.user_id
                        delete s.models by user_id
                        delete s.jobs by user_id unless others refer to it over [s.models(jobs_id) -> s.jobs]
                        anonymize s.jobs by user_id""");
    }

    @Test
    void whatARowThatStaysRefersToStaysAsWell() {
        Plan plan = Graph.ofUsers()
                .owned("a")
                .owned("b")
                .owned("c")
                .refers("b", "a")
                .refers("c", "b")
                .plan();

        assertThat(deleted(plan)).containsExactly("c", "b", "a");
        assertThat(plan.deletes().get(2).retainedFor())
                .extracting(ReferenceChain::toString)
                .containsExactly("s.b(a_id) -> s.a", "s.b(a_id) -> s.a <- s.c(b_id) -> s.b");
    }

    @Test
    void aRowThatHangsOnAUsersAndIsReferredToByOthersHoldsItsParent() {
        Plan plan = Graph.ofUsers()
                .owned("models")
                .child("versions", "models")
                .owned("forecasts")
                .mayRefer("forecasts", "versions")
                .plan();

        assertThat(plan).hasToString("""
                        delete s.forecasts by user_id
                        delete s.versions by [models_id] -> models.user_id unless others refer to it over \
                        [s.forecasts(versions_id) -> s.versions]
                        delete s.models by user_id unless others refer to it over \
                        [s.versions(models_id) -> s.models <- s.forecasts(versions_id) -> s.versions]
                        anonymize s.models by user_id""");
    }

    @Test
    void answersToOthersLoseTheirParentOnlyWhereItGoes() {
        Plan plan = Graph.ofUsers()
                .owned("comments")
                .key("comments", "comments", true, Action.RESTRICT)
                .plan();

        assertThat(plan).hasToString("""
                        nullify_reference s.comments(comments_id) -> s.comments by user_id where the parent goes
                        delete s.comments by user_id unless others refer to it over \
                        [s.comments(comments_id) -> s.comments]
                        anonymize s.comments by user_id""");
        assertThat(plan.deletes().get(0).divisible()).isTrue();
        assertRefused(
                Graph.ofUsers().owned("comments").refers("comments", "comments"),
                "s.comments(comments_id) -> s.comments cannot be set to NULL");
    }

    @Test
    void aCycleIsOpenedOnlyWhereTheParentGoes() {
        Plan plan = Graph.ofUsers()
                .owned("recipes")
                .child("versions", "recipes")
                .mayRefer("recipes", "versions")
                .plan();

        assertThat(plan).hasToString("""
                        nullify_reference s.recipes(versions_id) -> s.versions by user_id where the parent goes
                        delete s.versions by [recipes_id] -> recipes.user_id unless others refer to it over \
                        [s.recipes(versions_id) -> s.versions]
                        delete s.recipes by user_id unless others refer to it over \
                        [s.versions(recipes_id) -> s.recipes <- s.recipes(versions_id) -> s.versions]
                        anonymize s.recipes by user_id""");
    }

    @Test
    void aUserColumnThatMustNotBeEmptyIsRefusedOnlyWhereARowMayHaveToStay() {
        Graph alone = Graph.ofUsers().owned("notifications", false).child("logs", "notifications");
        assertThat(deleted(alone.plan())).containsExactly("logs", "notifications");

        assertRefused(
                Graph.ofUsers().owned("jobs", false).owned("models").refers("models", "jobs"),
                "s.jobs.user_id is NOT NULL, but rows of others may refer to a user's rows",
                "s.models(jobs_id) -> s.jobs",
                "Let the column be NULL");
    }

    @Test
    void aReferenceMadeOfTheUserColumnItselfHoldsNobody() {
        Plan plan = Graph.ofUsers()
                .bare("users")
                .ownership("users", new Ownership.Owned("id", ""))
                .bare("orders")
                .mayRefer("orders", "users")
                .ownership("orders", new Ownership.Owned("users_id", ""))
                .owned("reviews")
                .refers("reviews", "orders")
                .plan();

        assertThat(plan).hasToString("""
                        delete s.reviews by user_id
                        delete s.orders by users_id unless others refer to it over [s.reviews(orders_id) -> s.orders]
                        anonymize s.orders by users_id
                        delete s.users by id""");
    }

    @Test
    void aRowThatCouldBeTwoUsersIsRefusedUntilItsMarkChooses() {
        Graph graph = Graph.ofUsers()
                .owned("orders")
                .owned("refunds")
                .child("notes")
                .mayRefer("notes", "orders")
                .mayRefer("notes", "refunds");

        assertRefused(graph, "s.notes has several paths to a user", "@UserData(through");

        Plan chosen =
                graph.ownership("notes", new Ownership.Owned("", "orders_id")).plan();
        assertThat(chosen.deletes().get(0).path()).hasToString("[orders_id] -> orders.user_id");
        assertThat(chosen.deletes().get(2).retainedFor())
                .extracting(ReferenceChain::toString)
                .containsExactly("s.notes(refunds_id) -> s.refunds");
    }

    @Test
    void rowsThatAreAnonymizedStayWithoutTheirUser() {
        Plan plan = Graph.ofUsers()
                .owned("models")
                .naming("audit_logs", "actor_id", true)
                .ownership("audit_logs", new Ownership.Anonymized("actor_id"))
                .plan();

        assertThat(plan).hasToString("""
                        delete s.models by user_id
                        anonymize s.audit_logs by actor_id""");
        assertThat(plan.tableCount()).isEqualTo(2);
    }

    @Test
    void aSchemaMayNameUsersAndHoldNothingOfTheirs() {
        Plan plan = Graph.ofUsers()
                .naming("audit_logs", "user_id", true)
                .ownership("audit_logs", new Ownership.Anonymized(""))
                .plan();

        assertThat(plan).hasToString("anonymize s.audit_logs by user_id");
    }

    @Test
    void tablesWithoutUsersDoNotMatter() {
        Plan plan = Graph.ofUsers()
                .bare("batches")
                .owned("forecasts")
                .mayRefer("forecasts", "batches")
                .plan();

        assertThat(deleted(plan)).containsExactly("forecasts");
    }

    @Test
    void theSameTablesGiveDifferentVersionsForTenantsAndUsers() {
        assertThat(new Graph().owned("models").plan().version())
                .isNotEqualTo(Graph.ofUsers().owned("models").plan().version());
    }
}
