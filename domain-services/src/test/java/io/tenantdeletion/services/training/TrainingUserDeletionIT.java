package io.tenantdeletion.services.training;

import static io.restassured.RestAssured.given;
import static io.tenantdeletion.commons.test.TestDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractUserDeletionContractTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class TrainingUserDeletionIT extends AbstractUserDeletionContractTest {

    private static final String OF_OTHERS = """
            select m::text from training.trained_models m where id in ('%s', '%s')
            union all select j::text from training.training_jobs j where id = '%s' order by 1""";

    @Override
    protected String dataName() {
        return "models";
    }

    @Override
    protected String pathName() {
        return "training";
    }

    @Test
    void aJobThatAModelOfOthersHangsOnStaysWithoutItsUser() {
        UUID user = UUID.randomUUID();
        UUID colleague = UUID.randomUUID();
        String jobOfColleaguesModel = job(user);
        String jobOfNobodysModel = job(user);
        String jobOfOwnModel = job(user);
        String colleaguesJob = job(colleague);
        String colleaguesModel = model(jobOfColleaguesModel, colleague);
        String nobodysModel = model(jobOfNobodysModel, null);
        model(jobOfOwnModel, user);
        model(jobOfColleaguesModel, user);
        model(colleaguesJob, user);
        List<String> ofOthers = query(OF_OTHERS.formatted(colleaguesModel, nobodysModel, colleaguesJob));
        Map<String, Integer> expected =
                Map.of("model_metrics", 0, "model_versions", 0, "trained_models", 3, "training_jobs", 1);

        given().auth()
                .oauth2(Tokens.user(user))
                .get("/api/v1/models/user/{user}/deletion-preview", user)
                .then()
                .statusCode(200)
                .body("preview", is(expected));
        given().auth()
                .oauth2(Tokens.service())
                .delete("/api/v1/models/user/{user}", user)
                .then()
                .statusCode(200)
                .body("message", is("User data deletion completed successfully"))
                .body("summary.user_id", is(user.toString()))
                .body("summary.deleted_counts", is(expected));

        assertThat(query(
                        "select id || ' ' || coalesce(user_id::text, 'nobody') from training.training_jobs where id in ('"
                                + jobOfColleaguesModel + "', '" + jobOfNobodysModel + "', '" + jobOfOwnModel + "')"))
                .containsExactlyInAnyOrder(jobOfColleaguesModel + " nobody", jobOfNobodysModel + " nobody");
        assertThat(query(OF_OTHERS.formatted(colleaguesModel, nobodysModel, colleaguesJob)))
                .isEqualTo(ofOthers);
    }

    private static String job(UUID user) {
        return insert("insert into training.training_jobs values (gen_random_uuid(), '" + UUID.randomUUID() + "', "
                + literal(user) + ", 'done', 'forest', 100, now(), now()) returning id");
    }

    private static String model(String job, UUID user) {
        return insert("insert into training.trained_models values (gen_random_uuid(), '" + UUID.randomUUID() + "', '"
                + job + "', " + literal(user) + ", 'Bread', null, true, now()) returning id");
    }

    private static String insert(String sql) {
        return query(sql).get(0);
    }

    private static String literal(UUID id) {
        return id == null ? "null" : "'" + id + "'";
    }
}
