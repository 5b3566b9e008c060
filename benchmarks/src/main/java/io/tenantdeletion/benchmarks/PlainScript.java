package io.tenantdeletion.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The deletion written by hand.
 *
 * @param services statements in order, per service; {@code :tenant} stands for the tenant's id
 */
record PlainScript(Map<String, List<String>> services) {

    /** The last of all: it holds the tenant itself. */
    static final String TENANT_SERVICE = "tenant";

    private static final String RESOURCE = "plain.sql";
    private static final String BEGIN = "--> ";

    static PlainScript load() {
        try (InputStream resource = PlainScript.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(Objects.requireNonNull(resource, RESOURCE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PlainScript parse(String text) {
        Map<String, List<String>> services = new LinkedHashMap<>();
        for (String part : text.split("(?m)^" + BEGIN)) {
            if (!part.startsWith("--")) {
                String[] headAndBody = part.split("\n", 2);
                services.put(headAndBody[0].strip(), statements(headAndBody[1]));
            }
        }
        return new PlainScript(services);
    }

    private static List<String> statements(String body) {
        List<String> statements = new ArrayList<>();
        for (String statement : body.split(";")) {
            String oneLine = statement
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.joining(" "))
                    .strip();
            if (!oneLine.isEmpty()) {
                statements.add(oneLine);
            }
        }
        return statements;
    }
}
