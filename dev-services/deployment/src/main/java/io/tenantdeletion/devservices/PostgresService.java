package io.tenantdeletion.devservices;

import io.quarkus.deployment.builditem.Startable;
import io.tenantdeletion.embedded.PostgresServer;

/** A PostgreSQL of this application alone, on a free port, with one empty database. */
final class PostgresService implements Startable {

    private final String database;
    private PostgresServer server;

    PostgresService(String database) {
        this.database = database;
    }

    @Override
    public void start() {
        server = PostgresServer.start(database);
    }

    /** What an application is told of it. */
    String setting(String key) {
        return server.settings(database).get(key);
    }

    @Override
    public String getConnectionInfo() {
        return server.jdbcUrl(database);
    }

    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        server.close();
    }
}
