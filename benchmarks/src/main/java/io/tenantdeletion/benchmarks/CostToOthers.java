package io.tenantdeletion.benchmarks;

import io.tenantdeletion.quickstart.Console;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What tenants pay that are not deleted: at each insert for the fence, and beside the purge of another. */
final class CostToOthers {

    private static final int BLOCKS = 10;
    private static final int INSERTS_A_BLOCK = 300;
    private static final int COPIED_ROWS = 100_000;
    private static final int CLIENTS = 2;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final long PURGED_ROWS = 1_000_000;

    private final Rig rig;
    private final Console console;

    CostToOthers(Rig rig, Console console) {
        this.rig = rig;
        this.console = console;
    }

    /**
     * The same work with something and without it, or with much and little of it.
     *
     * @param percentile which of the times is compared
     */
    record Result(String what, int percentile, Times without, Times with, double atMost) {

        double ratio() {
            return with.percentile(percentile) / without.percentile(percentile);
        }
    }

    List<Result> run(int rounds) {
        return List.of(
                fence("a single-row insert, with the fence / without", BLOCKS, 1.05, Customers::insert),
                fence("COPY of 100,000 rows, with the fence / without", rounds, 1.1, Customers::copy),
                besideAPurge(rounds));
    }

    private interface Work {
        void run(Customers customers, List<Duration> times) throws SQLException;
    }

    /** In turns; everybody's first block of all is warming up. */
    private Result fence(String what, int blocks, double atMost, Work work) {
        List<Duration> without = new ArrayList<>();
        List<Duration> with = new ArrayList<>();
        try (Customers customers = rig.customersOfNeighbour(INSERTS_A_BLOCK, COPIED_ROWS)) {
            customers.fence(true);
            work.run(customers, new ArrayList<>());
            for (int block = 0; block < blocks; block++) {
                customers.fence(false);
                work.run(customers, without);
                customers.fence(true);
                work.run(customers, with);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Customers cannot be written: " + e.getMessage(), e);
        }
        return told(new Result(what, 50, Times.of(without), Times.of(with), atMost));
    }

    /** Reads and writes of a neighbour's clients, before and while a million rows are purged. */
    private Result besideAPurge(int rounds) {
        List<Duration> alone = new ArrayList<>();
        List<Duration> beside = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            rig.fill(PURGED_ROWS);
            alone.addAll(whileRunning(CostToOthers::nothing));
            beside.addAll(whileRunning(rig::deleteByApi));
        }
        return told(new Result(
                "p99 of a neighbour's reads and writes, beside a purge of a million rows / alone",
                99,
                Times.of(alone),
                Times.of(beside),
                1.5));
    }

    private List<Duration> whileRunning(Supplier<?> work) {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<CompletableFuture<List<Duration>>> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> CompletableFuture.supplyAsync(() -> readAndWrite(over), threads))
                    .toList();
            try {
                work.get();
            } finally {
                over.set(true);
            }
            return clients.stream().flatMap(client -> client.join().stream()).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Duration> readAndWrite(AtomicBoolean over) {
        List<Duration> times = new ArrayList<>();
        try (Customers customers = rig.customersOfNeighbour(1, 0)) {
            while (!over.get()) {
                customers.readAndWrite(times);
            }
            return times;
        } catch (SQLException e) {
            throw new IllegalStateException("The neighbour could not work: " + e.getMessage(), e);
        }
    }

    private static Void nothing() {
        LockSupport.parkNanos(QUIET.toNanos());
        return null;
    }

    private Result told(Result result) {
        console.status(String.format(Locale.ROOT, "%s: %.2f", result.what(), result.ratio()));
        return result;
    }
}
