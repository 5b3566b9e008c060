package io.tenantdeletion.commons.plan;

import static io.tenantdeletion.commons.plan.PlannerTest.assertRefused;

import org.junit.jupiter.api.Test;

/** What no plan for users may pretend to cover. */
class RefusedUserPlansTest {

    @Test
    void whatCannotBeAnonymizedIsRefused() {
        Mark mark = new Mark.Anonymized("actor_id");

        assertRefused(
                Graph.ofUsers().naming("audit_logs", "actor_id", false).mark("audit_logs", mark),
                "s.audit_logs.actor_id is NOT NULL");
        assertRefused(
                Graph.ofUsers()
                        .naming("audit_logs", "actor_id", true)
                        .withoutIndexes("audit_logs")
                        .mark("audit_logs", mark),
                "s.audit_logs.actor_id has no index");
        assertRefused(
                Graph.ofUsers().bare("audit_logs").mark("audit_logs", mark),
                "s.audit_logs.actor_id is to be anonymized, but is no column of type uuid");
        assertRefused(Graph.ofUsers().owned("models").mark("audit_logs", mark), "the database has no such table");
    }

    @Test
    void anAnonymizedTableThatNamesUsersOnceMoreIsRefused() {
        assertRefused(
                Graph.ofUsers()
                        .owned("audit_logs")
                        .naming("audit_logs", "actor_id", true)
                        .mark("audit_logs", new Mark.Anonymized("actor_id")),
                "s.audit_logs has a column user_id, but no plan for users covers it");
    }

    @Test
    void anAnonymizedRowCannotStayWhereItHangsOnAUsers() {
        assertRefused(
                Graph.ofUsers()
                        .owned("models")
                        .naming("audit_logs", "actor_id", true)
                        .mayRefer("audit_logs", "models")
                        .mark("audit_logs", new Mark.Anonymized("actor_id")),
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
        Graph graph =
                Graph.ofUsers().owned("models").owned("profiles").mark("profiles", new Mark.Shared("same for all"));

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
                "s.models has no index for its way to the user (user_id)");
    }

    @Test
    void aSchemaWithoutUserDataIsRefused() {
        assertRefused(Graph.ofUsers().bare("models"), "No table of the schema is user data");
    }
}
