package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.AmqpBroker;
import io.tenantdeletion.embedded.BakeryRealm;
import io.tenantdeletion.embedded.CacheDirectory;
import io.tenantdeletion.embedded.KeycloakServer;
import io.tenantdeletion.embedded.Loopback;
import io.tenantdeletion.embedded.PostgresServer;
import io.tenantdeletion.embedded.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** All processes of the platform, started side by side. */
public final class Platform {

    public static final String DOMAIN_DATABASE = "domain";
    public static final String TENANT_DATABASE = "tenant";
    public static final String ORCHESTRATOR_DATABASE = "orchestrator";
    public static final String KEYS_DATABASE = "orchestrator_keys";

    /** How long a deletion can be taken back. */
    public static final String RETENTION = "DELETION_RETENTION_PERIOD";

    /** Where the broker is that events travel over. */
    static final String BROKER = "DELETION_EVENTS_RABBITMQ_URL";

    /** No retention: a deletion begins as soon as it is asked for. */
    public static final String AT_ONCE = "0s";

    private final Workspace workspace;
    private final Lifeline lifeline;
    private final Console console;
    private final Instant begin = Instant.now();
    private final Map<String, String> environment = new TreeMap<>();
    private final Options options;
    private final Map<String, String> secrets = OrchestratorSecrets.generate();

    private Path temporary;
    private PostgresServer postgres;
    private KeycloakServer keycloak;
    private Application orchestrator;
    private Application tenant;
    private Application domainServices;

    private Platform(Workspace workspace, Lifeline lifeline, Console console, Options options) {
        this.workspace = workspace;
        this.lifeline = lifeline;
        this.console = console;
        this.options = options;
    }

    /**
     * What is different from the demonstration.
     *
     * @param settings of the applications, by the names of environment variables
     * @param accounts ids of further accounts in Keycloak, which nobody can log in to
     */
    public record Options(Map<String, String> settings, List<UUID> accounts) {

        /** The same with further settings. */
        Options with(Map<String, String> further) {
            Map<String, String> all = new TreeMap<>(settings);
            all.putAll(further);
            return new Options(all, accounts);
        }

        /** With this time in which a deletion can be taken back, as the orchestrator's configuration takes it. */
        public static Options retaining(String retention) {
            return new Options(Map.of(RETENTION, retention), List.of());
        }

        /** With this time in which a completed deletion can be undone; none: services keep nothing of it. */
        public Options restorable(Duration window) {
            return with(Map.of(
                    "DELETION_RESTORE_WINDOW", window.toSeconds() + "s", "DELETION_RESTORE_DESTROY_EVERY", "1s"));
        }

        /** With a broker that runs already; without one, the platform has its own. */
        public Options withBroker(String url) {
            return with(Map.of(BROKER, url));
        }
    }

    /** Starts everything and returns when all of it is ready; deletions begin at once, and are for good. */
    public static Platform start(Workspace workspace, Lifeline lifeline, Console console) {
        return start(workspace, lifeline, console, Options.retaining(AT_ONCE).restorable(Duration.ZERO));
    }

    /** Starts everything and returns when all of it is ready. */
    public static Platform start(Workspace workspace, Lifeline lifeline, Console console, Options options) {
        Platform platform = new Platform(workspace, lifeline, console, options);
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
        // A demonstration deletes without a second look; see the configuration reference for the defaults.
        environment.put("DELETION_CONFIRMATION_REQUIRED", "never");
        environment.put(
                "DELETION_EXTERNAL_DATA_STORES_MODELS_ROOT", modelFiles().toString());
        environment.put(
                "DELETION_PARTICIPANTS_TRAINING_CAPABILITIES", "preview,purge,fence,verify,restore,external-data");
        environment.putAll(options.settings());

        CompletableFuture<Void> database = Tasks.async(this::startPostgres);
        Tasks.joinAll(List.of(
                Tasks.async(startBroker()),
                Tasks.async(() -> startKeycloak(keycloakPort)),
                database,
                database.thenRunAsync(() -> orchestrator = startOrchestrator(orchestratorPort), Tasks.EXECUTOR),
                database.thenRunAsync(
                        () -> tenant = start("tenant", TENANT_DATABASE, tenantPort, Map.of()), Tasks.EXECUTOR),
                database.thenRunAsync(() -> domainServices = startDomainServices(domainPort), Tasks.EXECUTOR)));
    }

    /** The processes by the names that people know them by. */
    Map<String, ServerProcess> processes() {
        return Map.of(
                "postgresql", postgres.process(),
                "keycloak", keycloak.process(),
                "orchestrator", orchestrator.process(),
                "tenant", tenant.process(),
                "domain-services", domainServices.process());
    }

    /**
     * Starts a process anew with the configuration and the port it had, and returns when it is ready; what still runs
     * of it is stopped first. PostgreSQL keeps its data; Keycloak has its first accounts and new keys.
     */
    void restart(String name) {
        ServerProcess process = processes().get(name);
        if (process == null) {
            throw new IllegalArgumentException("No process is called " + name + "; there are "
                    + new TreeSet<>(processes().keySet()) + ".");
        }
        process.restart();
    }

    /** Starts an orchestrator on this port; there may be several, and they share all work. */
    public Application startOrchestrator(int port) {
        return start("orchestrator", ORCHESTRATOR_DATABASE, port, secrets);
    }

    /** Starts the services on this port; there may be several of them, too. */
    Application startDomainServices(int port) {
        return start("domain-services", DOMAIN_DATABASE, port, Map.of());
    }

    /** Its address is known at once. */
    private Runnable startBroker() {
        if (environment.containsKey(BROKER)) {
            return () -> {};
        }
        int port = Loopback.freePort();
        environment.put(BROKER, AmqpBroker.url(port));
        return () -> {
            lifeline.own(AmqpBroker.start(port));
            ready("AMQP broker", Loopback.ADDRESS + ":" + port);
        };
    }

    private void startPostgres() {
        postgres = lifeline.own(
                PostgresServer.start(DOMAIN_DATABASE, TENANT_DATABASE, ORCHESTRATOR_DATABASE, KEYS_DATABASE));
        ready("PostgreSQL", postgres.host() + ":" + postgres.port());
    }

    private void startKeycloak(int port) {
        if (!KeycloakServer.isPrepared()) {
            console.note("Keycloak is prepared for its first start here; that takes half a minute, once.");
            KeycloakServer.prepare();
        }
        keycloak = lifeline.own(KeycloakServer.launch(port, workspace.log("keycloak"), options.accounts()));
        keycloak.awaitReady();
        ready("Keycloak", keycloak.issuer());
    }

    private Application start(String name, String database, int port, Map<String, String> ownEnvironment) {
        Map<String, String> own = new TreeMap<>(environment);
        own.putAll(ownEnvironment);
        own.putAll(postgres.environment(database));
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
        return processes().values().stream()
                .filter(process -> !process.isAlive())
                .findFirst();
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KeycloakServer keycloak() {
        return keycloak;
    }

    /** Where the broker is, credentials included. */
    public String broker() {
        return environment.get(BROKER);
    }

    /** Where the training service has the files that its rows name. */
    Path modelFiles() {
        return ModelFiles.root(temporary);
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
