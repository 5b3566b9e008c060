package io.tenantdeletion.commons.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys of configuration, compared with the tables of the reference. In the first column of a row stand one or more
 * keys; each but the first may be said by its last part only. Chosen names are written {@code <service>} or in quotes.
 */
public final class DocumentedKeys {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private DocumentedKeys() {}

    /** Fails where a key of this application's mappings is not in the pages. */
    public static void assertDocumented(List<Path> pages) {
        TreeSet<String> documented = new TreeSet<>();
        pages.forEach(page -> lines(page).stream()
                .filter(line -> line.startsWith("| `"))
                .forEach(line -> addKeys(line.split("\\|")[1], documented)));
        List<String> missing = new ClassFileImporter()
                .importPackages("io.tenantdeletion").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .flatMap(type -> ConfigClass.configClass(type.reflect()).getProperties().keySet().stream())
                        .filter(key -> !key.endsWith("[*]"))
                        .map(key -> key.replace("[*]", "[0]"))
                        .filter(key -> documented.stream().noneMatch(known -> matches(known, key)))
                        .sorted()
                        .toList();
        assertThat(missing).as("keys that no table of %s has", pages).isEmpty();
    }

    private static void addKeys(String cell, TreeSet<String> documented) {
        Matcher quoted = QUOTED.matcher(cell);
        String parent = "";
        while (quoted.find()) {
            String key = quoted.group(1)
                    .replaceAll("<[^>]+>", "*")
                    .replaceAll("\"[^\"]+\"", "*")
                    .replaceFirst("^…\\.", "");
            String whole = parent.isEmpty() ? key : parent + "." + key;
            documented.add(key);
            documented.add(whole);
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
