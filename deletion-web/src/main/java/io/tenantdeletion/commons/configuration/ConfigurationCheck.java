package io.tenantdeletion.commons.configuration;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.tenantdeletion.commons.startup.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * A misspelled key changes nothing and nobody notices until a deletion begins at another time than was meant. The
 * framework refuses such keys in files only, and only beside keys that exist; this does in every source.
 */
@Singleton
class ConfigurationCheck {

    private static final String OURS = "deletion";
    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(" + OURS + "\\.[^:}]+)");

    private final SmallRyeConfig config;
    private final BeanManager beans;

    ConfigurationCheck(SmallRyeConfig config, BeanManager beans) {
        this.config = config;
        this.beans = beans;
    }

    void atStart(@Observes @Priority(StartOrder.CONFIGURATION) StartupEvent start) {
        List<ConfigClass> mappings = mappings();
        // None are seen where the image keeps no annotations: then nothing is known, and nothing refused.
        if (!mappings.isEmpty()) {
            requireKnown(config, mappings);
        }
    }

    /** Fails where a key is set that neither these mappings nor another key's value reads. */
    static void requireKnown(SmallRyeConfig config, List<ConfigClass> mappings) {
        KnownKeys known = new KnownKeys(
                mappings.stream()
                        .flatMap(mapping -> mapping.getProperties().keySet().stream())
                        .map(key -> key.replaceFirst("\\[\\*]$", ""))
                        .toList(),
                references(config).toList(),
                Stream.concat(Stream.of(OURS), mappings.stream().map(ConfigClass::getPrefix))
                        .distinct()
                        .toList());
        Set<String> mistakes = new TreeSet<>();
        config.getConfigSources()
                .forEach(source -> unknown(source, known)
                        .forEach(name -> mistakes.add(
                                name + " (" + source.getName() + "); the nearest key is " + known.nearest(name))));
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("There is no such key: " + String.join(". ", mistakes) + ".");
        }
    }

    /** All of ours that somebody has injected. */
    private List<ConfigClass> mappings() {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .flatMap(bean -> bean.getTypes().stream())
                .filter(Class.class::isInstance)
                .map(type -> (Class<?>) type)
                .filter(type -> type.isAnnotationPresent(ConfigMapping.class)
                        && type.getName().startsWith("io.tenantdeletion."))
                .distinct()
                .map(ConfigClass::configClass)
                .toList();
    }

    /** Keys that the value of another one refers to. */
    private static Stream<String> references(SmallRyeConfig config) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream().map(source::getValue))
                .filter(Objects::nonNull)
                .flatMap(value -> REFERENCE.matcher(value).results())
                .map(found -> found.group(1));
    }

    private static Set<String> unknown(ConfigSource source, KnownKeys known) {
        return source.getPropertyNames().stream()
                .filter(name -> source instanceof EnvConfigSource
                        ? known.isMistakenVariable(name)
                        : known.isUnknownProperty(PROFILE.matcher(name).replaceFirst("")))
                .collect(Collectors.toSet());
    }
}
