package io.tenantdeletion.commons.configuration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tenantdeletion.commons.audit.AuditTrailConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class ConfigurationCheckTest {

    @Test
    void aMisspelledVariableStopsTheStart() {
        assertThatThrownBy(() -> check(variables("DELETION_AUDIT_BUFER_SIZE")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no such key: DELETION_AUDIT_BUFER_SIZE (EnvConfigSource); the nearest key is"
                        + " DELETION_AUDIT_BUFFER_SIZE.");
    }

    @Test
    void aMisspelledSystemPropertyStopsTheStart() {
        assertThatThrownBy(() -> check(properties("SysPropConfigSource", "deletion.audit.flush-evry")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SysPropConfigSource")
                .hasMessageContaining("the nearest key is deletion.audit.flush-every");
    }

    @Test
    void aKeyOutsideOfAllMappingsStopsTheStart() {
        assertThatThrownBy(() -> check(properties("application.properties", "%prod.deletion.four-eye.enabled")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("%prod.deletion.four-eye.enabled");
    }

    @Test
    void whatIsReadPasses() {
        assertThatCode(() -> check(
                        variables("DELETION_AUDIT_MAX_PAUSE"),
                        properties("application.properties", "deletion.audit.max-pause", "deletion.roles.application"),
                        new PropertiesConfigSource(
                                Map.of("placeholder", "${deletion.roles.application:nobody}"), "other", 100)))
                .doesNotThrowAnyException();
    }

    private static void check(ConfigSource... sources) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(sources).build();
        ConfigurationCheck.requireKnown(config, List.of(ConfigClass.configClass(AuditTrailConfig.class)));
    }

    private static ConfigSource variables(String name) {
        return new EnvConfigSource(Map.of(name, "1"), 300);
    }

    private static ConfigSource properties(String source, String... names) {
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            values.put(name, "1");
        }
        return new PropertiesConfigSource(values, source, 400);
    }
}
