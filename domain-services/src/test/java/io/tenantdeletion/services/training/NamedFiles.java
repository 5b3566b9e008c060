package io.tenantdeletion.services.training;

import static io.tenantdeletion.commons.test.TestDatabase.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Models, and the files that they name. */
final class NamedFiles {

    static final Path ROOT = Path.of("target/external-data-it").toAbsolutePath();

    private NamedFiles() {}

    static void model(UUID tenant, UUID user, String... artifacts) {
        UUID trainingJob = UUID.randomUUID();
        UUID model = UUID.randomUUID();
        String owner = user == null ? "null" : "'" + user + "'";
        execute("insert into training.training_jobs values ('%s', '%s', %s, 'done', 'x', 100, now(), now())"
                .formatted(trainingJob, tenant, owner));
        execute("insert into training.trained_models values ('%s', '%s', '%s', %s, 'm', null, true, now())"
                .formatted(model, tenant, trainingJob, owner));
        for (String artifact : artifacts) {
            execute("insert into training.model_versions values (gen_random_uuid(), '%s', 1, '%s', 1, now())"
                    .formatted(model, artifact));
        }
    }

    static String file(UUID tenant, String name) throws IOException {
        Path file = ROOT.resolve(tenant + "/" + name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, tenant + name);
        return tenant + "/" + name;
    }

    static List<String> files(UUID tenant) throws IOException {
        Path directory = ROOT.resolve(tenant.toString());
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
