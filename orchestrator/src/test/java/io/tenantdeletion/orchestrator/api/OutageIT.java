package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.commons.test.AbstractOutageTest;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.orchestrator.fake.FakePlatformResource;
import io.tenantdeletion.orchestrator.progress.Watcher;
import java.util.UUID;

@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakePlatformResource.class)
class OutageIT extends AbstractOutageTest {

    @Override
    protected String path() {
        return Api.JOBS;
    }

    @Override
    protected String databaseCheck() {
        return "job store";
    }

    @Override
    protected void assertUnavailable() {
        assertThat(Watcher.refusal(UUID.randomUUID().toString(), Tokens.service()))
                .isEqualTo(503);
    }
}
