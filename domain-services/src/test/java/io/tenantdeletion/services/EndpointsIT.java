package io.tenantdeletion.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.cli.check.CheckEndpoints;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.embedded.seed.TenantSeeder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What other teams' services are checked by holds of our own. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
class EndpointsIT {

    @TestHTTPResource
    String url;

    @Test
    void passTheConformanceTest() {
        UUID tenant = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        UUID user = UUID.randomUUID();
        UUID otherUser = UUID.randomUUID();
        seed(tenant, otherUser);
        seed(other, user, otherUser);
        StringWriter out = new StringWriter();
        // Who may see a preview is asked of the tenant service, which is not here: no token of a user.
        CommandLine command = CheckEndpoints.command(Map.of("TENANT_DELETION_TOKEN", Tokens.service()));
        command.setOut(new PrintWriter(out, true));

        int status = command.execute(
                url,
                "--service=forecasting",
                "--tenant=" + tenant,
                "--other-tenant=" + other,
                "--user-data=forecasts",
                "--user=" + user,
                "--other-user=" + otherUser,
                "--capabilities=preview,purge,fence,verify,restore",
                "--yes-delete-this-tenant");

        assertThat(out.toString().lines().filter(line -> line.startsWith("fail")))
                .isEmpty();
        assertThat(status).isZero();
    }

    private static void seed(UUID tenant, UUID... users) {
        new TenantSeeder(TestDatabase::connect, List.of("forecasting"), List.of(users)).seedTenant(tenant, 100);
    }
}
