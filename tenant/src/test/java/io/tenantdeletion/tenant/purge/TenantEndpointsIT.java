package io.tenantdeletion.tenant.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantdeletion.cli.check.CheckEndpoints;
import io.tenantdeletion.commons.test.PlatformTestResource;
import io.tenantdeletion.commons.test.TestDatabase;
import io.tenantdeletion.commons.test.Tokens;
import io.tenantdeletion.tenant.support.FakeOrchestrator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What other teams' tenant services are checked by holds of our own. */
@QuarkusTest
@WithTestResource(PlatformTestResource.class)
@WithTestResource(FakeOrchestrator.class)
class TenantEndpointsIT {

    @TestHTTPResource
    String url;

    @Test
    void passTheConformanceTest() {
        UUID tenant = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        UUID user = UUID.randomUUID();
        TestDatabase.execute("""
                insert into tenant.tenants (id, name, owner_id) values ('%1$s', 'Bakery', '%3$s'), ('%2$s', 'Mill', '%3$s');
                insert into tenant.tenant_members (tenant_id, user_id, role)
                  select id, owner_id, 'owner' from tenant.tenants where id in ('%1$s', '%2$s')""".formatted(tenant, other, user));
        StringWriter out = new StringWriter();
        CommandLine command = CheckEndpoints.command(Map.of(
                "TENANT_DELETION_TOKEN",
                Tokens.service(),
                "TENANT_DELETION_USER_TOKEN",
                Tokens.user(UUID.randomUUID())));
        command.setOut(new PrintWriter(out, true));

        int status = command.execute(
                url,
                "--kind=tenant",
                "--tenant=" + tenant,
                "--other-tenant=" + other,
                "--user=" + user,
                "--capabilities=preview,purge",
                "--yes-delete-this-tenant");

        assertThat(out.toString().lines().filter(line -> line.startsWith("fail")))
                .isEmpty();
        assertThat(status).isZero();
    }
}
