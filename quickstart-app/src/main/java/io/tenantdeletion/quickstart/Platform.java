package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.CacheDirectory;
import io.tenantdeletion.embedded.KeycloakServer;
import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.embedded.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** All processes of the platform, started side by side. */
public final class Platform {

    public static final String DOMAIN_DATABASE = "domain";
    public static final String TENANT_DATABASE = "tenant";
    public static final String ORCHESTRATOR_DATABASE = "orchestrator";

    // Whoever deletes accounts, and nobody else.
    private static final Map<String, String> IDENTITY_CLIENT = Map.of(
            "IDENTITY_CLIENT_ID", BakeryRealm.IDENTITY_CLIENT_ID,
            "IDENTITY_CLIENT_SECRET", BakeryRealm.IDENTITY_CLIENT_SECRET);

    /** No retention: a deletion begins as soon as it is asked for. */
    public static final String AT_ONCE = "0s";

    private final Workspace workspace;
    private final Lifeline lifeline;
    private final Console console;
    private final Instant begin = Instant.now();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> orchestratorSettings = new TreeMap<>();

    private Path temporary;
    private PostgresServer postgres;
    private KeycloakServer keycloak;
    private Application orchestrator;
    private Application tenant;
    private Application domainServices;

    private Platform(Workspace workspace, Lifeline lifeline, Console console, String retention) {
        this.workspace = workspace;
        this.lifeline = lifeline;
        this.console = console;
        // A demonstration deletes at once and without a second look; see the configuration reference for the defaults.
        orchestratorSettings.putAll(IDENTITY_CLIENT);
        orchestratorSettings.put("DELETION_RETENTION_PERIOD", retention);
        orchestratorSettings.put("DELETION_CONFIRMATION_REQUIRED", "never");
    }

    /** Starts everything and returns when all of it is ready; deletions begin at once. */
    public static Platform start(Workspace workspace, Lifeline lifeline, Console console) {
        return start(workspace, lifeline, console, AT_ONCE);
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param retention how long a deletion can be taken back, as the orchestrator's configuration takes it
     */
    static Platform start(Workspace workspace, Lifeline lifeline, Console console, String retention) {
        Platform platform = new Platform(workspace, lifeline, console, retention);
        platform.launch();
        return platform;
    }

    private void launch() {
        Ports ports = lifeline.own(new Ports());
        temporary = CacheDirectory.ofUser().temporary("quickstart");
        lifeline.own(() -> CacheDirectory.deleteRecursively(temporary));
        int keycloakPort = ports.choose(8180);
        int orchestratorPort = ports.choose(8080);
        int tenantPort = ports.choose(8081);
        int domainPort = ports.choose(8082);
        environment.put("ISSUER", "http://localhost:" + keycloakPort + "/realms/" + BakeryRealm.NAME);
        environment.put("ORCHESTRATOR_URL", "http://localhost:" + orchestratorPort);
        environment.put("TENANT_URL", "http://localhost:" + tenantPort);
        environment.put("DOMAIN_SERVICES_URL", "http://localhost:" + domainPort);
        environment.put("SERVICE_CLIENT_ID", BakeryRealm.SERVICE_CLIENT_ID);
        environment.put("SERVICE_CLIENT_SECRET", BakeryRealm.SERVICE_CLIENT_SECRET);

        CompletableFuture<Void> database = Tasks.async(this::startPostgres);
        Tasks.joinAll(List.of(
                Tasks.async(() -> startKeycloak(keycloakPort)),
                database,
                database.thenRunAsync(() -> orchestrator = startOrchestrator(orchestratorPort), Tasks.EXECUTOR),
                database.thenRunAsync(() -> tenant = startTenant(tenantPort), Tasks.EXECUTOR),
                database.thenRunAsync(
                        () -> domainServices = start("domain-services", DOMAIN_DATABASE, domainPort, Map.of()),
                        Tasks.EXECUTOR)));
    }

    /** Starts the orchestrator anew where it was, after its process has died. */
    void restartOrchestrator() {
        orchestrator = startOrchestrator(orchestrator.port());
    }

    /** Starts the tenant service anew where it was, after its process has died. */
    void restartTenant() {
        tenant = startTenant(tenant.port());
    }

    /** Starts an orchestrator on this port; there may be several, and they share all work. */
    public Application startOrchestrator(int port) {
        return start("orchestrator", ORCHESTRATOR_DATABASE, port, orchestratorSettings);
    }

    private Application startTenant(int port) {
        return start("tenant", TENANT_DATABASE, port, Map.of());
    }

    private void startPostgres() {
        postgres = lifeline.own(PostgresServer.start(DOMAIN_DATABASE, TENANT_DATABASE, ORCHESTRATOR_DATABASE));
        environment.put("PG_HOST", postgres.host());
        environment.put("PG_PORT", Integer.toString(postgres.port()));
        environment.put("PG_USER", postgres.user());
        environment.put("PG_PASSWORD", postgres.password());
        ready("PostgreSQL", postgres.host() + ":" + postgres.port());
    }

    private void startKeycloak(int port) {
        if (!KeycloakServer.isPrepared()) {
            console.note("Keycloak is prepared for its first start here; that takes half a minute, once.");
            KeycloakServer.prepare();
        }
        keycloak = lifeline.own(KeycloakServer.launch(port, workspace.log("keycloak")));
        keycloak.awaitReady();
        ready("Keycloak", keycloak.issuer());
    }

    private Application start(String name, String database, int port, Map<String, String> ownEnvironment) {
        Map<String, String> own = new TreeMap<>(environment);
        own.putAll(ownEnvironment);
        own.put("PG_DATABASE", database);
        Application application = lifeline.own(
                Application.launch(name, workspace.application(name), port, own, workspace.log(name), temporary));
        application.awaitReady();
        ready(name, application.url());
        return application;
    }

    private void ready(String name, String where) {
        console.done(name, where, Duration.between(begin, Instant.now()));
    }

    /** A process that has ended although nobody stopped it. */
    public Optional<ServerProcess> ended() {
        return Stream.of(
                        postgres.process(),
                        keycloak.process(),
                        orchestrator.process(),
                        tenant.process(),
                        domainServices.process())
                .filter(process -> !process.isAlive())
                .findFirst();
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    public Application orchestrator() {
        return orchestrator;
    }

    public Application tenant() {
        return tenant;
    }

    public Application domainServices() {
        return domainServices;
    }
}
