package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.StrictSettings;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.control.Holds;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import org.junit.jupiter.api.Test;

/** Where deletions can be undone, they are certified when they cannot be any more. */
@QuarkusTest
@WithTestResource(StrictSettings.class)
class CertificateWindowIT extends OrchestratorTest {

    private final FakeTenant tenant = platform.tenant();

    @Test
    void areIssuedWhenNothingCanBeBroughtBackAnyMoreWhichALegalHoldPutsOff() {
        String job = Api.run(tenant).path("job_id");
        Holds.set(tenant.id()).then().statusCode(201);
        Issued.endRestoreWindow(job);
        FakeTenant other = platform.tenant();
        Issued.certificate(Api.run(other).path("job_id"));

        Issued.get(job, "application/json").then().statusCode(404);
        assertThat(TestDatabase.query(
                        "select restore_log from orchestrator.deletion_jobs where job_id = '" + job + "'"))
                .containsExactly("kept");

        Holds.lift(tenant.id()).then().statusCode(204);
        Issued.certificate(job);
    }
}
