package io.tenantdeletion.tenant;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractOutageTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
@Tag("long")
class OutageIT extends AbstractOutageTest {

    private static final String MEMBERSHIPS = "/api/v1/tenants/user/" + UUID.randomUUID() + "/memberships";

    @Override
    protected String path() {
        return MEMBERSHIPS;
    }

    @Override
    protected String databaseCheck() {
        return "database";
    }
}
