package io.tenantdeletion.orchestrator.identity;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import io.smallrye.mutiny.Uni;
import io.tenantdeletion.orchestrator.guard.CallException;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Accounts configured otherwise than those of the application under test. */
final class Identity {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Map<String, String> USUAL = Map.of(
            "deletion.identity.max-retries", "2",
            "deletion.identity.retry-delay", "10ms",
            "deletion.identity.max-retry-delay", "20ms",
            "deletion.identity.jitter", "1ms",
            "identity.client.id", "account-deletion");

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private Identity() {}

    /** Accounts that ask for tokens with this client, with settings other than usual. */
    static Accounts accounts(OidcClient oidc, String issuer, Map<String, String> settings) {
        SmallRyeConfig config = config(settings);
        return new KeycloakAccounts(
                config.getConfigMapping(GuardConfig.class),
                config.getConfigMapping(IdentityConfig.class),
                config.getConfigMapping(IdentityClientConfig.class),
                issuer,
                oidc);
    }

    /** A client for tokens. */
    static OidcClient oidc(OidcClients clients, String tokenEndpoint, String secret) {
        return clients.newClient(new OidcClientConfigBuilder()
                        .id("test")
                        .tokenPath(tokenEndpoint)
                        .clientId("account-deletion")
                        .credentials(secret)
                        .build())
                .await()
                .atMost(PATIENCE);
    }

    /** Settings like those of the application under test, but for these. */
    static Map<String, String> settings(IdentityConfig usual, Map<String, String> different) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "deletion.identity.admin-url",
                usual.adminUrl().orElseThrow().toString(),
                "identity.client.secret",
                "test-secret"));
        settings.putAll(different);
        return settings;
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(USUAL);
        all.putAll(settings);
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withConverter(Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withValidator((BeanValidationConfigValidator) () -> VALIDATOR)
                .withMapping(GuardConfig.class)
                .withMapping(IdentityConfig.class)
                .withMapping(IdentityClientConfig.class)
                .build();
    }

    static <T> T answer(Uni<T> call) {
        return call.await().atMost(PATIENCE);
    }

    static CallException failure(Uni<Boolean> call) {
        return catchThrowableOfType(CallException.class, () -> answer(call));
    }
}
