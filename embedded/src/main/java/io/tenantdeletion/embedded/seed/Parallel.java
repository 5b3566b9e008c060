package io.tenantdeletion.embedded.seed;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs jobs side by side. */
final class Parallel {

    private Parallel() {}

    /** Runs all jobs on a few threads and returns when all are done; the first failure is thrown. */
    static void run(int threads, List<Runnable> jobs) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, job -> {
            Thread thread = new Thread(job, "seeder");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<CompletableFuture<Void>> running = jobs.stream()
                    .map(job -> CompletableFuture.runAsync(job, executor))
                    .toList();
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            executor.shutdownNow();
        }
    }
}
