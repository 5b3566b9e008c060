package io.tenantdeletion.commons.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * One embedded PostgreSQL and one really signing issuer on loopback, for all tests of a module. Sets the same few keys a
 * deployment sets.
 */
public class PlatformTestResource implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres postgres;
    private TestIssuer issuer;

    @Override
    public Map<String, String> start() {
        issuer = new TestIssuer(SigningKey.ofThisJvm());
        System.setProperty(Tokens.ISSUER, issuer.url());
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.of(
                "pg.host", "localhost",
                "pg.port", String.valueOf(postgres.getPort()),
                "pg.user", "postgres",
                "pg.password", "postgres",
                "pg.database", "postgres",
                "issuer", issuer.url(),
                "service.client.secret", "test-secret");
    }

    @Override
    public void stop() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            issuer.close();
        }
    }
}
