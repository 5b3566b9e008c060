package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Application;
import io.tenantdeletion.quickstart.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Many small tenants whose deletions are asked for at once, of one or more replicas of the orchestrator. */
final class ManyTenants {

    static final long ROWS = 500;
    static final int FEW = 10;

    private static final int WARM_UP = 50;

    private final Rig rig;
    private final Console console;

    ManyTenants(Rig rig, Console console) {
        this.rig = rig;
        this.console = console;
    }

    /**
     * Deletions that were asked for at once.
     *
     * @param took from the first request to the end of the last job
     * @param requests from each request to its answer, which comes when the job is written down
     * @param cost of one job
     */
    record Result(int tenants, int replicas, Duration took, Times requests, JobCost cost) {

        double jobsPerSecond() {
            return tenants / (took.toNanos() / 1e9);
        }
    }

    /** Few tenants and many by one replica, then many by two. */
    List<Result> run(int many) {
        List<Result> results = new ArrayList<>();
        List<Application> replicas = new ArrayList<>(List.of(rig.orchestrator()));
        once(WARM_UP, replicas);
        results.add(once(Math.min(FEW, many), replicas));
        results.add(once(many, replicas));
        replicas.add(rig.startOrchestrator());
        once(WARM_UP, replicas);
        results.add(once(many, replicas));
        return results;
    }

    private Result once(int count, List<Application> replicas) {
        console.status(String.format(Locale.ROOT, "filling %,d tenants", count));
        List<UUID> tenants = rig.fillSmallTenants(count, ROWS);
        JobMeter meter = rig.meter(replicas);
        JobMeter.Reading idle = meter.readSettled();
        JobMeter.Reading before = meter.readSettled();
        long begin = System.nanoTime();
        Times requests = new DeletionRequests(rig.serviceToken(), replicas).sendAtOnce(tenants);
        meter.awaitCompleted(before.completed() + count);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Result result = new Result(
                count, replicas.size(), took, requests, JobCost.between(idle, before, meter.readSettled(), count));
        console.status(String.format(
                Locale.ROOT,
                "%,d tenants at once, replicas: %d: %.1f jobs a second",
                count,
                replicas.size(),
                result.jobsPerSecond()));
        return result;
    }
}
