package io.tenantdeletion.orchestrator.mail;

import io.tenantdeletion.orchestrator.MailServer;
import io.tenantdeletion.orchestrator.MovableClock;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.api.Api;
import io.tenantdeletion.orchestrator.fake.FakeAccounts;
import io.tenantdeletion.orchestrator.fake.FakeTenant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A tenant whose owner, and an operator, get mail. */
abstract class MailTestBase extends OrchestratorTest {

    static final String OPERATOR = "ops@platform.example";

    final FakeTenant tenant = platform.tenant();
    final String owner = FakeAccounts.address(tenant.owner());

    @BeforeEach
    void receive() {
        MailServer.get();
    }

    @AfterEach
    void backToRealTime() {
        MovableClock.reset();
    }

    /** A job that waits for its retention. */
    String pending(Map<String, ?> further) {
        Map<String, Object> asked = new HashMap<>(further);
        asked.put("retention", "30d");
        return Api.post(tenant, Api.service(), asked).path("job_id");
    }
}
