package io.tenantdeletion.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A file of {@code KEY=value} lines that a shell can read. */
final class EnvFile {

    private EnvFile() {}

    /** Writes all lines at once: a reader sees the whole file or none. */
    static void write(Path file, Map<String, String> values) {
        StringBuilder lines = new StringBuilder();
        values.forEach((key, value) -> {
            if (!key.matches("[A-Z][A-Z0-9_]*") || !value.matches("[A-Za-z0-9_.:/@%+=-]*")) {
                throw new IllegalArgumentException("Not plain enough for a shell: " + key + "=" + value);
            }
            lines.append(key).append('=').append(value).append('\n');
        });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path complete = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(complete, lines);
            Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
