package io.tenantdeletion.quickstart;

import io.tenantdeletion.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Some files that rows of the training service name. A deletion removes the tenant's, and nobody else's. */
final class ModelFiles {

    private static final int FILES = 20;

    private static final String NAMES = """
            select v.artifact_path from training.model_versions v join training.trained_models m on m.id = v.model_id
             where m.tenant_id = ? order by v.id limit %d
            """.formatted(FILES);

    private final Path root;
    private final UUID neighbour;
    private final Map<String, String> before;
    private final int written;

    private ModelFiles(Path root, UUID neighbour, int written) {
        this.root = root;
        this.neighbour = neighbour;
        this.written = written;
        this.before = files(neighbour);
    }

    /** The directory that has them, below this one; without it the store would count as away. */
    static Path root(Path below) {
        try {
            return Files.createDirectories(below.resolve("models"));
        } catch (IOException e) {
            throw new QuickstartException("Could not make a directory: " + e.getMessage(), e);
        }
    }

    /** Writes files of a tenant, and of a neighbour. */
    static ModelFiles write(Path root, PostgresServer postgres, UUID tenant, UUID neighbour) {
        int written = write(root, postgres, tenant);
        write(root, postgres, neighbour);
        return new ModelFiles(root, neighbour, written);
    }

    private static int write(Path root, PostgresServer postgres, UUID tenant) {
        int written = 0;
        try (Connection connection = postgres.connect(Platform.DOMAIN_DATABASE);
                PreparedStatement query = connection.prepareStatement(NAMES)) {
            query.setObject(1, tenant);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Path file = root.resolve(row.getString(1));
                    Files.createDirectories(file.getParent());
                    Files.writeString(file, "weights of " + row.getString(1));
                    written++;
                }
            }
            return written;
        } catch (SQLException | IOException e) {
            throw new QuickstartException("Could not write files: " + e.getMessage(), e);
        }
    }

    /** That those of the deleted tenant are gone, and the neighbour's as they were. */
    Proof.Check goneOf(UUID tenant) {
        int left = files(tenant).size();
        boolean same = files(neighbour).equals(before);
        return new Proof.Check(
                left == 0 && same,
                left == 0 && same
                        ? Text.some(written, "file") + " that its models named removed, the neighbour's "
                                + before.size() + " are the same."
                        : left + " files of " + written + " are left, the neighbour's are "
                                + (same ? "the same." : "not the same."));
    }

    private Map<String, String> files(UUID tenant) {
        Path directory = root.resolve(tenant.toString());
        Map<String, String> contents = new TreeMap<>();
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    contents.put(root.relativize(file).toString(), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return contents;
    }
}
