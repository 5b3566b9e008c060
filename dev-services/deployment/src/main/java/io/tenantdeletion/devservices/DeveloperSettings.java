package io.tenantdeletion.devservices;

import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Tells what the developer said from what the application's own files say by default. */
final class DeveloperSettings {

    // The ordinal of application.properties on the class path. config/application.properties, .env, the environment and
    // -D are above it.
    private static final int APPLICATION_PROPERTIES = 250;

    private final Config config;

    DeveloperSettings(Config config) {
        this.config = config;
    }

    /** The first of these keys that was set from outside the application. */
    Optional<String> firstOf(String... keys) {
        return Stream.of(keys).filter(this::isSetFromOutside).findFirst();
    }

    private boolean isSetFromOutside(String key) {
        var value = config.getConfigValue(key);
        return value.getValue() != null && value.getSourceOrdinal() > APPLICATION_PROPERTIES;
    }

    /** The value of a key that every application has. */
    String value(String key) {
        return config.getValue(key, String.class);
    }
}
