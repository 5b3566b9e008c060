package io.tenantdeletion.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A real Keycloak with the realm {@link BakeryRealm}, its data in memory. The first start on a machine unpacks it and
 * runs its build step into the user's cache (about half a minute); later ones take what is there.
 */
public final class KeycloakServer implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path temporary;
    private final ServerProcess process;
    private final int port;

    private KeycloakServer(Path temporary, ServerProcess process, int port) {
        this.temporary = temporary;
        this.process = process;
        this.port = port;
    }

    /** Whether the first, slow start of this version has been done on this machine. */
    public static boolean isPrepared() {
        return KeycloakDistribution.isPrepared(CacheDirectory.ofUser());
    }

    /** Unpacks and builds it unless that has been done; {@link #launch} does it too. */
    public static void prepare() {
        KeycloakDistribution.in(CacheDirectory.ofUser());
    }

    /** Starts one on this port and waits until it answers. */
    public static KeycloakServer start(int port, Path log) {
        KeycloakServer server = launch(port, log);
        try {
            server.awaitReady();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Starts one on this port without waiting. */
    public static KeycloakServer launch(int port, Path log) {
        return launch(port, log, List.of());
    }

    /**
     * Starts one on this port without waiting.
     *
     * @param accounts ids of further accounts, which nobody can log in to
     */
    public static KeycloakServer launch(int port, Path log, List<UUID> accounts) {
        CacheDirectory cache = CacheDirectory.ofUser();
        Path home = KeycloakDistribution.in(cache);
        Path temporary = cache.temporary("keycloak");
        List<String> jvm = List.of(
                "-Xms64m",
                "-Xmx384m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Where --import-realm would look, apart from the directory.
                "-Dkeycloak.migration.dir=" + KeycloakDistribution.writeRealm(temporary, accounts),
                "-Djava.io.tmpdir=" + temporary);
        List<String> arguments = List.of(
                "start",
                "--optimized",
                // It is one of its kind, and is not to listen for others beyond this machine.
                "--cache=local",
                "--http-enabled=true",
                "--http-host=" + Loopback.ADDRESS,
                "--http-port=" + port,
                "--hostname=http://localhost:" + port);
        ProcessBuilder command = new ProcessBuilder(KeycloakDistribution.java(home, jvm, arguments));
        return new KeycloakServer(temporary, ServerProcess.start("Keycloak", command, log), port);
    }

    /** Waits until the realm answers. */
    public void awaitReady() {
        process.awaitReady(
                URI.create("http://" + Loopback.ADDRESS + ":" + port + "/realms/" + BakeryRealm.NAME
                        + "/.well-known/openid-configuration"),
                TIMEOUT);
    }

    /** Where people reach it. */
    public String url() {
        return "http://localhost:" + port;
    }

    /** The issuer of the realm's tokens. */
    public String issuer() {
        return url() + "/realms/" + BakeryRealm.NAME;
    }

    /** Where tokens are asked for. */
    public String tokenEndpoint() {
        return issuer() + "/protocol/openid-connect/token";
    }

    /** The process id of its JVM. */
    public long pid() {
        return process.pid();
    }

    /** The process, for whoever watches it. */
    public ServerProcess process() {
        return process;
    }

    /** Whether it left anything of this run on disk, for tests. */
    boolean hasTemporaryFiles() {
        return Files.exists(temporary);
    }

    /** Stops it; everything it knew is gone. */
    @Override
    public void close() {
        process.close();
        CacheDirectory.deleteRecursively(temporary);
    }
}
