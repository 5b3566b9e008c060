package io.tenantdeletion.services.app;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Of the contexts only {@code attractions} tells events, and its schema has the outbox: a process that does not serve
 * it has no such schema, and nothing to deliver.
 */
public class EventsOfServedContexts implements ConfigSourceFactory {

    private static final String SERVICES = "deletion.services";
    private static final int BELOW_EVERYTHING_SAID_ELSEWHERE = 90;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue services = context.getValue(SERVICES);
        String served = services == null ? null : services.getValue();
        boolean isServed =
                served == null || served.isBlank() || Set.of(served.split(",")).contains("attractions");
        return isServed
                ? List.of(new PropertiesConfigSource(
                        Map.of("deletion.delivery.schema", "moderation"),
                        "served contexts",
                        BELOW_EVERYTHING_SAID_ELSEWHERE))
                : List.of();
    }
}
