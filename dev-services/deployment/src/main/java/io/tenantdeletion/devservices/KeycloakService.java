package io.tenantdeletion.devservices;

import io.quarkus.deployment.builditem.Startable;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.CacheDirectory;
import io.tenantdeletion.embedded.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The Keycloak of all applications in development mode on this machine: whoever comes first starts it and stops it, the
 * others use what answers at its address.
 */
final class KeycloakService implements Startable {

    private static final Logger LOG = Logger.getLogger(KeycloakService.class);
    private static final int PORT = 8180;
    private static final String ISSUER = "http://localhost:" + PORT + "/realms/" + BakeryRealm.NAME;

    private final Path log;
    private KeycloakServer server;

    KeycloakService(Path log) {
        this.log = log;
    }

    @Override
    public void start() {
        Path cache = CacheDirectory.ofUser().root();
        try {
            Files.createDirectories(cache);
            // Applications started together take turns, so that one starts it and the others find it.
            try (FileChannel turn = FileChannel.open(
                            cache.resolve("keycloak-" + PORT + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock held = turn.lock()) {
                startUnlessItAnswers();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + cache, e);
        }
    }

    private void startUnlessItAnswers() {
        if (answers()) {
            LOG.infof("Using the Keycloak that answers at %s.", ISSUER);
            return;
        }
        if (!KeycloakServer.isPrepared()) {
            LOG.info("Preparing Keycloak for the first time; this takes about a minute.");
        }
        server = KeycloakServer.start(PORT, log);
    }

    private static boolean answers() {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest realm = HttpRequest.newBuilder(URI.create(ISSUER))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(realm, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException expected) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    String issuer() {
        return ISSUER;
    }

    @Override
    public String getConnectionInfo() {
        return ISSUER;
    }

    @Override
    public String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
