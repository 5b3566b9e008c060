package io.tenantdeletion.commons.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Keys of configuration, compared with the tables of the reference. In the first column of a row stand one or more
 * keys; each but the first may be said by its last part only. Chosen names are written {@code <service>} or in quotes.
 * In the second column stand their defaults, as many as there are keys, or words.
 */
public final class DocumentedKeys {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private DocumentedKeys() {}

    /** Fails where a key of this application's mappings is not in the pages, or has another default there. */
    public static void assertDocumented(List<Path> pages) {
        Map<String, String> documented = new TreeMap<>();
        pages.forEach(page -> lines(page).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> addKeys(cells[1], defaults(cells[2]), documented)));
        Map<String, String> keys = keys();

        assertThat(keys.keySet().stream()
                        .filter(key -> !key.endsWith("[*]"))
                        .map(key -> key.replace("[*]", "[0]"))
                        .filter(key -> documented.keySet().stream().noneMatch(known -> matches(known, key))))
                .as("keys that no table of %s has", pages)
                .isEmpty();
        assertThat(keys.entrySet().stream()
                        .filter(key -> key.getValue() != null && documented.get(key.getKey()) != null)
                        .filter(key -> !plain(key.getValue()).equals(plain(documented.get(key.getKey()))))
                        .map(key -> key + ", documented as " + documented.get(key.getKey())))
                .as("other defaults than in the tables of %s", pages)
                .isEmpty();
    }

    /**
     * Of all mappings, which {@link ArchitectureRules} has end in Config, with their defaults; null where there is
     * none.
     */
    private static Map<String, String> keys() {
        Map<String, String> keys = new TreeMap<>();
        ReflectionSupport.findAllClassesInPackage(
                        "io.tenantdeletion",
                        type -> type.isAnnotationPresent(ConfigMapping.class),
                        name -> name.endsWith("Config"))
                .forEach(type -> keys.putAll(ConfigClass.configClass(type).getProperties()));
        return keys;
    }

    private static String plain(String value) {
        return value.replace("${", "").replace("}", "");
    }

    private static List<String> defaults(String cell) {
        return QUOTED.matcher(cell).results().map(quoted -> quoted.group(1)).toList();
    }

    /** Notes them with their defaults, where each has one. */
    private static void addKeys(String cell, List<String> defaults, Map<String, String> documented) {
        List<String> quoted = defaults(cell);
        boolean each = defaults.size() >= quoted.size();
        String parent = "";
        for (int i = 0; i < quoted.size(); i++) {
            String key = quoted.get(i)
                    .replaceAll("<[^>]+>", "*")
                    .replaceAll("\"[^\"]+\"", "*")
                    .replaceFirst("^…\\.", "");
            documented.putIfAbsent(key, null);
            documented.put(parent.isEmpty() ? key : parent + "." + key, each ? defaults.get(i) : null);
            if (parent.isEmpty() && key.contains(".")) {
                parent = key.substring(0, key.lastIndexOf('.'));
            }
        }
    }

    private static boolean matches(String documented, String key) {
        return documented.equals(key)
                || documented.endsWith(".*") && key.startsWith(documented.substring(0, documented.length() - 1));
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
