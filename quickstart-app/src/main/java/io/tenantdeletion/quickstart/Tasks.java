package io.tenantdeletion.quickstart;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work done side by side. */
final class Tasks {

    /** A thread a task; none of them keeps the program alive. */
    static final Executor EXECUTOR = task -> {
        Thread thread = new Thread(task, "quickstart");
        thread.setDaemon(true);
        thread.start();
    };

    private Tasks() {}

    static CompletableFuture<Void> async(Runnable task) {
        return CompletableFuture.runAsync(task, EXECUTOR);
    }

    /** Waits until all are done, or the first has failed; that failure is thrown. */
    static void joinAll(List<CompletableFuture<Void>> tasks) {
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        tasks.forEach(task -> task.exceptionally(failure -> {
            firstFailure.completeExceptionally(failure);
            return null;
        }));
        CompletableFuture<Void> all = CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, firstFailure).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
