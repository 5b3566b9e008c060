package io.tenantdeletion.orchestrator.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Asks as the machine does for everybody else, its hosts file and search domains included. That call blocks, so it has
 * a few threads of its own: names that nobody answers for keep nobody else waiting.
 */
@Singleton
class SystemHostResolver implements HostResolver {

    private static final int THREADS = 4;

    private final WorkerExecutor threads;

    SystemHostResolver(Vertx vertx) {
        threads = vertx.createSharedWorkerExecutor("webhook-names", THREADS, 1, TimeUnit.MINUTES);
    }

    @Override
    public Uni<List<InetAddress>> resolve(String name) {
        return Uni.createFrom()
                .completionStage(() -> threads.executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
                        .toCompletionStage());
    }
}
