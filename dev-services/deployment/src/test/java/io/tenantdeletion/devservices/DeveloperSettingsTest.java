package io.tenantdeletion.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class DeveloperSettingsTest {

    private static final Map<String, String> DEFAULTS = Map.of("pg.host", "localhost", "pg.database", "domain");

    @Test
    void defaultsOfTheApplicationSayNothing() {
        assertThat(settings(Map.of()).firstOf("pg.host", "pg.port")).isEmpty();
    }

    @Test
    void theEnvironmentTellsWhereAServerIs() {
        assertThat(settings(Map.of("PG_HOST", "db.example")).firstOf("pg.port", "pg.host"))
                .contains("pg.host");
    }

    @Test
    void aKeyWithoutADefaultCountsToo() {
        assertThat(settings(Map.of("ISSUER", "https://id.example/realms/own")).firstOf("issuer"))
                .contains("issuer");
    }

    @Test
    void theDatabaseIsNamedAsTheApplicationSays() {
        assertThat(settings(Map.of()).value("pg.database")).isEqualTo("domain");
        assertThat(settings(Map.of("PG_DATABASE", "mine")).value("pg.database")).isEqualTo("mine");
    }

    private static DeveloperSettings settings(Map<String, String> environment) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(
                        new PropertiesConfigSource(DEFAULTS, "application.properties", 250),
                        new EnvConfigSource(environment, 300))
                .build();
        return new DeveloperSettings(config);
    }
}
