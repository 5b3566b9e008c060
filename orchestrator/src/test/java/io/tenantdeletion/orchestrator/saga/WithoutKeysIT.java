package io.tenantdeletion.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.orchestrator.Notifications;
import io.tenantdeletion.orchestrator.api.Api;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where nothing is configured to undo deletions, services keep nothing. */
@QuarkusTest
@WithTestResource(Notifications.class)
class WithoutKeysIT extends RestoreTestBase {

    @Test
    void nothingIsKeptAndNothingCanBeUndone() {
        String job = deleted(tenant);

        Api.job(job).then().body("restore.log", equalTo("none")).body("restore.possible", equalTo(false));
        restore(job).then().statusCode(409).body("type", endsWith("deletion-job-not-restorable"));
        assertThat(platform.restores().keys(tenant.id())).doesNotContainKey("pos");
        Api.post(platform.tenant(), Api.service(), Map.of("on_failure", "rollback"))
                .then()
                .statusCode(409)
                .body("type", endsWith("rollback-impossible"));
    }
}
