package io.tenantdeletion.embedded;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What must be gone when this JVM ends, however it ends: first all processes, side by side, then the files and
 * directories they wrote to. If the JVM is killed, {@link Reaper} does it.
 */
public final class AtExit {

    private static final Set<Runnable> PROCESSES = ConcurrentHashMap.newKeySet();
    private static final Set<Runnable> PATHS = ConcurrentHashMap.newKeySet();

    private static volatile boolean exiting;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::exit, "embedded-servers-stop"));
    }

    private AtExit() {}

    /**
     * Stops a process at the end.
     *
     * @param signal what asks it to stop if this JVM is killed
     * @return what to do once it has stopped by itself
     */
    static Runnable stop(long pid, String signal, Runnable process) {
        return register(PROCESSES, process, Reaper.stop(pid, signal));
    }

    /** Removes a file or a directory at the end; returns what to do once it has been removed. */
    public static Runnable remove(Path path) {
        return remove(path, () -> CacheDirectory.deleteRecursively(path));
    }

    /** The same, where removing it takes more. */
    static Runnable remove(Path path, Runnable removal) {
        return register(PATHS, removal, Reaper.remove(path.toString()));
    }

    /** Whether the JVM is ending. */
    static boolean isExiting() {
        return exiting;
    }

    /** Ends what takes long when the JVM is ending. */
    static void requireRunning() {
        if (exiting) {
            throw new IllegalStateException("The program is ending.");
        }
    }

    private static Runnable register(Set<Runnable> actions, Runnable action, Runnable done) {
        actions.add(action);
        if (exiting) {
            action.run();
            requireRunning();
        }
        return () -> {
            actions.remove(action);
            done.run();
        };
    }

    private static void exit() {
        exiting = true;
        PROCESSES.parallelStream().forEach(Runnable::run);
        PATHS.forEach(Runnable::run);
    }
}
