package io.tenantdeletion.devservices;

import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.tenantdeletion.embedded.BakeryRealm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * PostgreSQL and Keycloak for one application in development mode. Tests bring their own, and an application that is
 * told where a server is uses that one.
 */
@SuppressWarnings("removal") // highPriorityConfig: nothing else lets a dev service replace a default
@BuildSteps(onlyIf = {IsLocalDevelopment.class, DevServicesConfig.Enabled.class})
class EmbeddedServersProcessor {

    private static final Logger LOG = Logger.getLogger(EmbeddedServersProcessor.class);

    private static final List<String> POSTGRES_SETTINGS = List.of(
            "pg.host",
            "pg.port",
            "pg.user",
            "pg.password",
            "pg.purge.user",
            "pg.purge.password",
            "pg.migration.user",
            "pg.migration.password");

    @BuildStep
    void postgres(BuildProducer<DevServicesResultBuildItem> services) {
        DeveloperSettings settings = new DeveloperSettings(ConfigProvider.getConfig());
        Optional<String> told = settings.firstOf(Stream.concat(
                        POSTGRES_SETTINGS.stream(),
                        Stream.of("quarkus.datasource.reactive.url", "quarkus.datasource.migration.jdbc.url"))
                .toArray(String[]::new));
        if (told.isPresent()) {
            LOG.infof("No PostgreSQL is started: %s says where one is.", told.get());
            return;
        }
        String database = settings.value("pg.database");
        Map<String, Function<PostgresService, String>> answers = POSTGRES_SETTINGS.stream()
                .collect(Collectors.toMap(Function.identity(), key -> service -> service.setting(key)));
        services.produce(DevServicesResultBuildItem.<PostgresService>owned()
                .name("PostgreSQL")
                .description("Embedded, empty at every start of the development mode; database " + database)
                .serviceConfig(database)
                .startable(() -> new PostgresService(database))
                .configProvider(answers)
                // These keys have defaults in the applications' own files, which a dev service otherwise respects.
                .highPriorityConfig(answers.keySet())
                .build());
    }

    @BuildStep
    void keycloak(OutputTargetBuildItem target, BuildProducer<DevServicesResultBuildItem> services) {
        DeveloperSettings settings = new DeveloperSettings(ConfigProvider.getConfig());
        Optional<String> told =
                settings.firstOf("issuer", "quarkus.oidc.auth-server-url", "quarkus.oidc-client.auth-server-url");
        if (told.isPresent()) {
            LOG.infof("No Keycloak is started: %s says where one is.", told.get());
            return;
        }
        Path log = target.getOutputDirectory().resolve("dev-services/keycloak.log");
        Map<String, Function<KeycloakService, String>> answers = Map.of(
                "issuer", KeycloakService::issuer,
                "service.client.secret", any -> BakeryRealm.SERVICE_CLIENT_SECRET,
                "identity.client.secret", any -> BakeryRealm.IDENTITY_CLIENT_SECRET);
        services.produce(DevServicesResultBuildItem.<KeycloakService>owned()
                .name("Keycloak")
                .description("Embedded, with the realm " + BakeryRealm.NAME
                        + "; shared by all applications in development mode on this machine")
                .serviceConfig(BakeryRealm.NAME)
                .startable(() -> new KeycloakService(log))
                .configProvider(answers)
                .highPriorityConfig(answers.keySet())
                .build());
    }
}
