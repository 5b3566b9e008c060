package io.tenantdeletion.commons.test;

import io.tenantdeletion.embedded.PostgresServer;

/**
 * One embedded PostgreSQL for all tests of a module, whichever class loader they are in, and however often the
 * application is started; it ends with the JVM. Each user has databases of its own.
 */
public final class TestServer {

    private static final String PORT = "test.platform.postgres-port";

    private TestServer() {}

    /** The server, with these databases, which are empty. */
    public static PostgresServer with(String... databases) {
        PostgresServer server = get();
        for (String database : databases) {
            server.recreate(database);
        }
        return server;
    }

    private static PostgresServer get() {
        Integer port = Integer.getInteger(PORT);
        if (port != null) {
            return PostgresServer.running(port);
        }
        PostgresServer started = PostgresServer.startNonDurable();
        System.setProperty(PORT, String.valueOf(started.port()));
        return started;
    }
}
