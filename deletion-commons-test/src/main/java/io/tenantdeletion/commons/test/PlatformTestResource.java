package io.tenantdeletion.commons.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.embedded.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * One embedded PostgreSQL and one really signing issuer on loopback, for all tests of a module. Sets the same few keys
 * a deployment sets. Whenever the application is started anew, with other settings, the server stays and its databases
 * are empty again. The init argument {@code script} names a class path resource to run first, for tests without
 * migrations; {@code issuer=away} has the application start without its issuer, until {@link TestIssuer#comeBack}.
 */
public class PlatformTestResource implements QuarkusTestResourceLifecycleManager {

    static final String DATABASE = "test";

    private Map<String, String> arguments = Map.of();
    private Relay relay;
    private TestIssuer issuer;

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = initArgs;
    }

    @Override
    public Map<String, String> start() {
        issuer = new TestIssuer();
        if ("away".equals(arguments.get("issuer"))) {
            TestIssuer.goAway();
        }
        System.setProperty(Tokens.ISSUER, issuer.url());
        PostgresServer postgres = TestServer.with(DATABASE, TestDatabase.KEYS);
        relay = new Relay(postgres.host(), postgres.port());
        TestDatabase.publish(postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
        if (arguments.containsKey("script")) {
            run(arguments.get("script"));
        }
        Map<String, String> settings = new HashMap<>(postgres.settings(DATABASE));
        settings.put("pg.port", String.valueOf(relay.port()));
        settings.put("issuer", issuer.url());
        settings.put("service.client.secret", "test-secret");
        return settings;
    }

    @Override
    public void stop() {
        TestIssuer.comeBack();
        if (relay != null) {
            relay.close();
        }
        if (issuer != null) {
            issuer.close();
        }
    }

    private void run(String script) {
        try (InputStream text = Thread.currentThread().getContextClassLoader().getResourceAsStream(script);
                Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
