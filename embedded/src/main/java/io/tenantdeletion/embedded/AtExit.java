package io.tenantdeletion.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What must be gone when this JVM ends, however it ends: first all processes, side by side, then the directories they
 * wrote to.
 */
final class AtExit {

    private static final Set<Runnable> PROCESSES = ConcurrentHashMap.newKeySet();
    private static final Set<Runnable> DIRECTORIES = ConcurrentHashMap.newKeySet();

    private static volatile boolean exiting;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::exit, "embedded-servers-stop"));
    }

    private AtExit() {}

    /** Stops a process at the end; returns what to do once it has stopped by itself. */
    static Runnable stop(Runnable process) {
        return register(PROCESSES, process);
    }

    /** Removes a directory at the end; returns what to do once it has been removed. */
    static Runnable remove(Runnable directory) {
        return register(DIRECTORIES, directory);
    }

    /** Ends what takes long when the JVM is ending. */
    static void requireRunning() {
        if (exiting) {
            throw new IllegalStateException("The program is ending.");
        }
    }

    private static Runnable register(Set<Runnable> actions, Runnable action) {
        actions.add(action);
        if (exiting) {
            action.run();
            requireRunning();
        }
        return () -> actions.remove(action);
    }

    private static void exit() {
        exiting = true;
        PROCESSES.parallelStream().forEach(Runnable::run);
        DIRECTORIES.forEach(Runnable::run);
    }
}
