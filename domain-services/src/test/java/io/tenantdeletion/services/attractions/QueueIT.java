package io.tenantdeletion.services.attractions;

import static io.tenantdeletion.services.attractions.Catalogue.approve;
import static io.tenantdeletion.services.attractions.Catalogue.moderator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long queue costs no more than a short one. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@Tag("long")
class QueueIT {

    private static final UUID SUBMITTER = UUID.randomUUID();

    @BeforeEach
    void tenThousandWait() {
        TestDatabase.execute("""
                insert into moderation.submissions (id, type, status, entity_type, entity_id, entity_name, position,
                                                    submitted_by, submitted_at, source, metadata)
                select gen_random_uuid(), 'create', case when i <= 10000 then 'pending' else 'rejected' end, 'company',
                       gen_random_uuid(), 'Company ' || i, 0, '%1$s', now() - i * interval '1 second', 'api', '{}'
                from generate_series(1, 40000) i;
                insert into moderation.submission_items
                select id, 0, 'name', 'Name', null, to_jsonb(entity_name), 'add' from moderation.submissions
                where submitted_by = '%1$s'""".formatted(SUBMITTER));
        TestDatabase.execute("vacuum analyze moderation.submissions");
        TestDatabase.execute("vacuum analyze moderation.submission_items");
    }

    @AfterEach
    void nobodyWaits() {
        TestDatabase.execute("""
                delete from moderation.submission_items i using moderation.submissions s
                where s.id = i.submission_id and s.submitted_by = '%1$s' and s.status in ('pending', 'rejected');
                delete from moderation.submissions
                where submitted_by = '%1$s' and status in ('pending', 'rejected')""".formatted(SUBMITTER));
    }

    @Test
    void listsAndDecidesByIndex() {
        String first = moderator()
                .queryParam("status", "pending")
                .queryParam("page_size", 100)
                .get("/api/v1/moderation/submissions")
                .then()
                .statusCode(200)
                .body("total", greaterThanOrEqualTo(10_000))
                .body("items", hasSize(100))
                .extract()
                .path("items.find { it.submitted_by == '" + SUBMITTER + "' }.submission_id");
        approve(first).then().statusCode(200);

        String queue = "from moderation.submissions s where s.part_of is null and s.status = 'pending'";
        assertThat(plan("select * " + queue + " order by s.submitted_at, s.id limit 100"))
                .contains("Index Scan using submissions_queue")
                .doesNotContain("Seq Scan", "Sort");
        assertThat(plan("select * " + queue + " order by s.submitted_at desc, s.id desc limit 100"))
                .contains("Index Scan Backward using submissions_queue")
                .doesNotContain("Seq Scan", "Sort");
        assertThat(newest()).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(plan("select count(*) " + queue))
                .contains("submissions_queue")
                .doesNotContain("Seq Scan");
        String one = "'" + first + "'";
        assertThat(plan("select * from moderation.submissions where id = " + one + " or part_of = " + one))
                .doesNotContain("Seq Scan");
        assertThat(plan("select * from moderation.submission_items where submission_id = " + one))
                .doesNotContain("Seq Scan");
        assertThat(plan("""
                select from moderation.submissions s
                where s.entity_type = 'company' and s.entity_id = %s and s.status = 'approved'
                  and s.applied_in = pg_current_xact_id_if_assigned()""".formatted(one))).doesNotContain("Seq Scan");
        assertThat(plan("""
                select submitted_at from moderation.submissions
                where submitted_by = '%s' and part_of is null and submitted_at > now() - interval '1 hour'
                order by submitted_at desc limit 100""".formatted(SUBMITTER))).doesNotContain("Seq Scan", "Sort");
    }

    private static List<String> newest() {
        return moderator()
                .queryParam("status", "pending")
                .queryParam("sort", "-submitted_at")
                .get("/api/v1/moderation/submissions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.submitted_at");
    }

    private static String plan(String sql) {
        List<String> lines = TestDatabase.query("explain " + sql);
        return String.join("\n", lines);
    }
}
