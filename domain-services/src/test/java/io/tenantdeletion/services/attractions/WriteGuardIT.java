package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static io.tenantdeletion.services.attractions.Catalogue.park;
import static io.tenantdeletion.services.attractions.Catalogue.row;
import static io.tenantdeletion.services.attractions.Catalogue.submission;
import static io.tenantdeletion.services.attractions.Catalogue.submitted;
import static io.tenantdeletion.services.attractions.Catalogue.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The database itself refuses whoever writes beside the pipeline. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class WriteGuardIT {

    private static final String REFUSED = "rows change by approved submissions only";

    @Test
    void refusesWritersBesideThePipeline() {
        String park = park();
        List<String> before = row("parks", park);

        for (String statement : List.of(
                "update attractions.parks set name = 'x' where id = '" + park + "'",
                "update attractions.parks set id = gen_random_uuid() where id = '" + park + "'",
                "delete from attractions.parks where id = '" + park + "'",
                "insert into attractions.parks (id, name, status) values (gen_random_uuid(), 'x', 'closed')",
                "set session_replication_role = replica; delete from attractions.parks where id = '" + park + "'",
                "insert into attractions.reviews (id, rating, text) values (gen_random_uuid(), 1, 'x')")) {
            assertThatThrownBy(() -> TestDatabase.execute(statement))
                    .as(statement)
                    .rootCause()
                    .hasMessageContaining(REFUSED);
        }

        assertThat(row("parks", park)).isEqualTo(before);
    }

    @Test
    void anApprovalOfAnotherTransactionOrEntityOpensNothing() {
        String park = park();
        String other = park();
        String pending =
                submitted(user(UUID.randomUUID()).body(Map.of("name", "x")).patch("/api/v1/parks/{id}", park));

        String approve = "update moderation.submissions set status = 'approved', applied_in = pg_current_xact_id()"
                + " where id = '" + pending + "'; ";
        assertThatThrownBy(() -> TestDatabase.execute(
                        approve + "update attractions.parks set name = 'x' where id = '" + other + "'"))
                .rootCause()
                .hasMessageContaining(REFUSED);
        assertThatThrownBy(
                        () -> TestDatabase.execute(approve + "delete from attractions.parks where id = '" + park + "'"))
                .rootCause()
                .hasMessageContaining(REFUSED);
        moderator()
                .body(Map.of("city", "Now"))
                .patch("/api/v1/parks/{id}", park)
                .then()
                .statusCode(200);
        assertThatThrownBy(
                        () -> TestDatabase.execute("update attractions.parks set name = 'x' where id = '" + park + "'"))
                .rootCause()
                .hasMessageContaining(REFUSED);
    }

    @Test
    void aCrashBetweenApprovalAndApplicationLeavesNothingHalf() {
        String park = park();
        List<String> before = row("parks", park);
        String pending =
                submitted(user(UUID.randomUUID()).body(Map.of("name", "Half")).patch("/api/v1/parks/{id}", park));
        TestDatabase.execute("""
                create function attractions.crash() returns trigger language plpgsql as $$
                begin
                  if new.name = 'Half' then
                    perform pg_terminate_backend(pg_backend_pid());
                  end if;
                  return new;
                end $$;
                create trigger zz_crash after update on attractions.parks
                  for each row execute function attractions.crash();""");
        try {
            Catalogue.approve(pending).then().statusCode(503);
        } finally {
            TestDatabase.execute("drop function attractions.crash() cascade");
        }

        assertThat(row("parks", park)).isEqualTo(before);
        assertThat(submission(pending).getString("status")).isEqualTo("pending");
        assertThat(submission(pending).getString("decided_by")).isNull();
        Catalogue.approve(pending).then().statusCode(200);
    }
}
