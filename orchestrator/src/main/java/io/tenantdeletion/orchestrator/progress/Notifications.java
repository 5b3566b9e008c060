package io.tenantdeletion.orchestrator.progress;

import io.quarkus.runtime.ShutdownEvent;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.orchestrator.job.JobChanged;
import io.tenantdeletion.orchestrator.job.StatementTimeout;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.pubsub.PgSubscriber;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** PostgreSQL's notifications between replicas: their channels, who sends, and the one connection that listens. */
@ApplicationScoped
class Notifications {

    /** Jobs about which something was written down. */
    static final String CHANGES = "deletion_job_changes";

    /** Jobs that somebody watches. */
    static final String WATCHES = "deletion_job_watches";

    private static final Logger LOG = Logger.getLogger(Notifications.class);
    private static final String NOTIFY = "select pg_notify($1, id) from unnest($2::text[]) as id";

    /** Milliseconds in which changes are collected before they are told together. */
    private static final long COLLECT = 100;

    private static final long LONGEST_PAUSE = 5000;

    private final Vertx vertx;
    private final Pool pool;
    private final StatementTimeout timeout;
    private final ListenerConnection connection;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean collecting = new AtomicBoolean();
    private volatile PgSubscriber subscriber;

    Notifications(Vertx vertx, Pool pool, StatementTimeout timeout, ListenerConnection connection) {
        this.vertx = vertx;
        this.pool = pool;
        this.timeout = timeout;
        this.connection = connection;
    }

    /**
     * Listens from now on, and again after every loss of the connection.
     *
     * @param changes hears of jobs that have changed
     * @param watches hears of jobs that are watched
     * @param gap runs whenever listening has begun: what was told before has not been heard
     */
    void listen(Consumer<JobId> changes, Consumer<JobId> watches, Runnable gap) {
        // The bean behind the proxy has to be there before it knows how to connect.
        pool.size();
        PgSubscriber listener = PgSubscriber.subscriber(vertx, connection.options())
                .reconnectPolicy(tries -> Math.min(LONGEST_PAUSE, COLLECT << Math.min(tries, 10)));
        listener.channel(CHANGES).subscribeHandler(gap).handler(id -> changes.accept(JobId.fromString(id)));
        listener.channel(WATCHES).handler(id -> watches.accept(JobId.fromString(id)));
        subscriber = listener;
        listener.connect()
                .subscribe()
                .with(connected -> {}, failure -> LOG.warnf("Changes are not heard of: %s", failure.getMessage()));
    }

    void close(@Observes ShutdownEvent event) {
        if (subscriber != null) {
            subscriber.closeAndForget();
        }
    }

    /** What has changed is told to all replicas, this one included, a moment later. */
    void changed(@Observes JobChanged change) {
        changed.add(change.job().toString());
        if (collecting.compareAndSet(false, true)) {
            vertx.setTimer(COLLECT, fired -> {
                collecting.set(false);
                Set<String> ids = Set.copyOf(changed);
                changed.removeAll(ids);
                send(CHANGES, ids);
            });
        }
    }

    /** Tells all replicas, this one included. Who does not hear it notices later, by reading. */
    void send(String channel, Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        Tuple values = Tuple.of(channel, ids.toArray(String[]::new));
        timeout.bound(pool.preparedQuery(NOTIFY).execute(values))
                .subscribe()
                .with(sent -> {}, failure -> LOG.debugf("Nobody was told of changes: %s", failure.getMessage()));
    }
}
