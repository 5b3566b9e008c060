package io.tenantdeletion.commons.plan;

import static io.tenantdeletion.commons.plan.PlannerTest.assertRefused;

import io.tenantdeletion.commons.ownership.Ownership;
import org.junit.jupiter.api.Test;

/** What no plan for users may pretend to cover. */
class RefusedUserPlansTest {

    @Test
    void whatCannotBeAnonymizedIsRefused() {
        Ownership ownership = new Ownership.Anonymized("actor_id");

        assertRefused(
                Graph.ofUsers().naming("audit_logs", "actor_id", false).ownership("audit_logs", ownership),
                "s.audit_logs.actor_id is NOT NULL");
        assertRefused(
                Graph.ofUsers()
                        .naming("audit_logs", "actor_id", true)
                        .withoutIndexes("audit_logs")
                        .ownership("audit_logs", ownership),
                "s.audit_logs.actor_id has no index");
        assertRefused(
                Graph.ofUsers().bare("audit_logs").ownership("audit_logs", ownership),
                "s.audit_logs.actor_id is to be anonymized, but is no column of type uuid");
        assertRefused(
                Graph.ofUsers().owned("models").ownership("audit_logs", ownership), "the database has no such table");
    }

    @Test
    void anAnonymizedTableThatNamesUsersOnceMoreIsRefused() {
        assertRefused(
                Graph.ofUsers()
                        .owned("audit_logs")
                        .naming("audit_logs", "actor_id", true)
                        .ownership("audit_logs", new Ownership.Anonymized("actor_id")),
                "s.audit_logs has a column user_id, but no plan for users covers it");
    }

    @Test
    void anAnonymizedRowCannotStayWhereItHangsOnAUsers() {
        assertRefused(
                Graph.ofUsers()
                        .owned("models")
                        .naming("audit_logs", "actor_id", true)
                        .mayRefer("audit_logs", "models")
                        .ownership("audit_logs", new Ownership.Anonymized("actor_id")),
                "s.audit_logs is marked to be anonymized, but refers to rows that go with their user");
    }

    @Test
    void anUnmarkedTableWithAUserColumnIsRefused() {
        assertRefused(
                Graph.ofUsers().owned("models").owned("drafts").unmark("drafts"),
                "s.drafts has a column user_id, but no plan for users covers it",
                "@UserData");
    }

    @Test
    void aReasonToOutliveTenantsIsNoneToGoOnNamingUsers() {
        Graph graph = Graph.ofUsers()
                .owned("models")
                .owned("profiles")
                .ownership("profiles", new Ownership.Shared("same for all"));

        assertRefused(graph, "s.profiles has a column user_id, but no plan for users covers it");
    }

    @Test
    void anUnmarkedTableThatHangsOnAUsersRowsIsRefused() {
        assertRefused(
                Graph.ofUsers().owned("models").child("versions", "models").unmark("versions"),
                "s.versions has a path to a user by versions_models_fk",
                "@UserData");
    }

    @Test
    void aUserColumnWithoutAnIndexIsRefused() {
        assertRefused(
                Graph.ofUsers().owned("models").withoutIndexes("models"),
                "s.models has no index for its path to the user (user_id)");
    }

    @Test
    void aSchemaWithoutUserDataIsRefused() {
        assertRefused(Graph.ofUsers().bare("models"), "No table of the schema is user data");
    }
}
