package io.tenantdeletion.orchestrator;

import io.quarkus.test.common.WithTestResource;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.orchestrator.fake.FakePlatform;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;

/** What every test over HTTP has: a database, an issuer, and the rest of the platform. */
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakePlatformResource.class)
public abstract class OrchestratorTest {

    protected final FakePlatform platform = FakePlatform.get();
}
