package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.Call;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import io.tenantdeletion.orchestrator.fake.Services;

/** What tests of undone deletions have in common. */
abstract class RestoreTestBase extends OrchestratorTest {

    final FakeTenant tenant = platform.tenant();

    String deleted(FakeTenant one) {
        String job = Api.run(one)
                .then()
                .body("status", equalTo("completed"))
                .extract()
                .path("job_id");
        assertThat(platform.purges(one)).extracting(Call::service).containsAll(Services.PURGED);
        platform.forget(one);
        return job;
    }

    static RequestSpecification admin() {
        return Api.as(Tokens.platformAdmin());
    }

    static Response restore(String job) {
        return restore(job, admin().header("Prefer", "wait=20"));
    }

    static Response restore(String job, RequestSpecification caller) {
        return Api.decide(job, "restore", caller);
    }

    static int erasures(FakeTenant one) {
        return TestDatabase.query("select 1 from orchestrator.erasures where subject_id = '" + one.id() + "'")
                .size();
    }
}
