package io.tenantdeletion.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {

    @TempDir
    Path root;

    @Test
    void preparesOnceAndThenReuses() throws IOException {
        CacheDirectory cache = new CacheDirectory(root);
        Path first = cache.prepared("thing", directory -> Files.writeString(directory.resolve("file"), "one"));
        Path second = cache.prepared("thing", directory -> Files.writeString(directory.resolve("file"), "two"));
        assertEquals(first, second);
        assertEquals("one", Files.readString(second.resolve("file")));
    }

    @Test
    void aFailedPreparationLeavesNothing() throws IOException {
        CacheDirectory cache = new CacheDirectory(root);
        assertThrows(
                UncheckedIOException.class,
                () -> cache.prepared("thing", directory -> {
                    Files.writeString(directory.resolve("file"), "half");
                    throw new IOException("disk full");
                }));
        assertEquals(List.of(), entries());
    }

    @Test
    void manyAtOnceAgreeOnOneCompleteDirectory() throws IOException {
        List<String> contents = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> new CacheDirectory(root)
                        .prepared("thing", directory -> Files.writeString(directory.resolve("file"), "whole")))
                .map(CacheDirectoryTest::content)
                .toList();
        assertEquals(16, contents.stream().filter("whole"::equals).count());
        assertEquals(List.of("thing"), entries());
    }

    private static String content(Path directory) {
        try {
            return Files.readString(directory.resolve("file"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> entries() throws IOException {
        try (var files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
