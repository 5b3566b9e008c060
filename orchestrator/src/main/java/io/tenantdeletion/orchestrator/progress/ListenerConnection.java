package io.tenantdeletion.orchestrator.progress;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes the pool as it is made anyway, and keeps how to connect, for a connection that is no pool's. */
@Singleton
public class ListenerConnection implements PgPoolCreator {

    private volatile PgConnectOptions options;

    @Override
    public Pool create(Input input) {
        options = input.pgConnectOptionsList().get(0);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    /** How to connect to the database of the jobs. */
    PgConnectOptions options() {
        return new PgConnectOptions(options)
                .setTcpKeepAlive(true)
                .setCachePreparedStatements(false)
                .addProperty("application_name", "orchestrator-progress");
    }
}
