package io.tenantdeletion.services.app;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractOutageTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@Tag("long")
class OutageIT extends AbstractOutageTest {

    private static final String DATA = "/api/v1/orders/tenant/" + UUID.randomUUID();

    @Override
    protected String path() {
        return DATA + "/deletion-preview";
    }

    @Override
    protected String databaseCheck() {
        return "database";
    }
}
