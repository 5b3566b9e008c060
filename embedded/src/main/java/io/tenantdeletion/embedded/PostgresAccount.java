package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The account PostgreSQL runs as. It refuses root, so root gives up its rights first: in a user namespace of its own
 * ({@code unshare}), which leaves the files root's; where the system forbids that, as {@code nobody} ({@code setpriv}),
 * who is given the run's directory and needs a cache outside root's home.
 */
enum PostgresAccount {
    SAME(List.of()),
    NAMESPACE(List.of("unshare", "--user")),
    NOBODY(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));

    private static final Path CACHE_OF_THE_MACHINE = Path.of("/var/cache/tenant-deletion");

    private final List<String> prefix;

    PostgresAccount(List<String> prefix) {
        this.prefix = prefix;
    }

    static PostgresAccount ofThisProcess() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return SAME;
        }
        return NAMESPACE.canRun("true") ? NAMESPACE : NOBODY;
    }

    /** The cache this account can read: the given one if possible. */
    CacheDirectory reachable(CacheDirectory preferred) {
        if (this != NOBODY) {
            return preferred;
        }
        try {
            Files.createDirectories(preferred.root());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + preferred.root(), e);
        }
        return canRun("test", "-x", preferred.root().toString()) ? preferred : new CacheDirectory(CACHE_OF_THE_MACHINE);
    }

    /** Makes this account the owner of a file or an empty directory. */
    void own(Path path) {
        if (this != NOBODY) {
            return;
        }
        try {
            Files.setAttribute(path, "unix:uid", 65534);
            Files.setAttribute(path, "unix:gid", 65534);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give " + path + " to nobody", e);
        }
    }

    /** The command that runs a program as this account. */
    ProcessBuilder command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private boolean canRun(String program, String... arguments) {
        try {
            return command(Path.of(program), List.of(arguments))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException expected) {
            return false;
        }
    }
}
