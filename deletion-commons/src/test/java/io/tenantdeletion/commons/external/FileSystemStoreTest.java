package io.tenantdeletion.commons.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemStoreTest {

    @TempDir
    Path directory;

    private Path root;
    private Path outside;
    private FileSystemStore store;

    @BeforeEach
    void twoTenants() throws IOException {
        root = Files.createDirectory(directory.resolve("root"));
        outside = file(directory.resolve("outside/secret"));
        file(root.resolve("one/a"));
        file(root.resolve("one/deep/b"));
        file(root.resolve("other/a"));
        store = new FileSystemStore(root);
    }

    @Test
    void whatIsNamedGoesAndNothingElse() {
        remove("one/a");

        assertThat(root.resolve("one/a")).doesNotExist();
        assertThat(root.resolve("one/deep/b")).exists();
        assertThat(root.resolve("other/a")).exists();
    }

    @Test
    void directoriesGoWhenTheyAreEmpty() {
        remove("one/a");
        remove("one/deep/b");

        assertThat(root.resolve("one")).doesNotExist();
        assertThat(root).exists();
    }

    @Test
    void aDirectoryGoesWhole() throws IOException {
        file(root.resolve("one/model/weights/1"));
        Files.createSymbolicLink(root.resolve("one/model/link"), outside.getParent());

        remove("one/model");

        assertThat(root.resolve("one/model")).doesNotExist();
        assertThat(outside).exists();
    }

    /** As where an answer was lost, and all is asked for once more. */
    @Test
    void manyMayBeAtItAtOnce() throws IOException {
        for (int round = 0; round < 200; round++) {
            file(root.resolve("many/deep/a"));
            List<Uni<Void>> removals = Stream.of("a", "b", "c", "d")
                    .map(name -> store.remove("many/deep/" + name))
                    .toList();

            Uni.join().all(removals).andCollectFailures().await().atMost(Duration.ofSeconds(10));

            assertThat(root.resolve("many")).doesNotExist();
        }
    }

    @Test
    void whatIsGoneIsRemoved() {
        remove("one/a");
        remove("one/a");
        remove("nobody/nothing");
        remove("one/deep/b/c");
        assertThat(root.resolve("one/deep/b")).exists();
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("one/out"), outside.getParent());
        Files.createSymbolicLink(root.resolve("one/neighbour"), root.resolve("other"));

        refuses("one/out/secret");
        refuses("one/neighbour/a");

        assertThat(outside).exists();
        assertThat(root.resolve("other/a")).exists();
    }

    @Test
    void aLinkItselfGoesAndWhatItLeadsToStays() throws IOException {
        Files.createSymbolicLink(root.resolve("one/link"), outside);

        remove("one/link");

        assertThat(Files.isSymbolicLink(root.resolve("one/link"))).isFalse();
        assertThat(outside).exists();
    }

    @Test
    void aPathThatLeadsOutIsRefused() {
        refuses("../outside/secret");
        refuses("one/../../outside/secret");
        refuses("one/../other/a");
        refuses(outside.toString());
        refuses("one/\0");

        assertThat(outside).exists();
        assertThat(root.resolve("other/a")).exists();
    }

    @Test
    void withoutItsRootTheStoreIsAway() throws IOException {
        Files.move(root, directory.resolve("unmounted"));

        assertThatThrownBy(() -> remove("one/a")).isNotInstanceOf(RefusedNameException.class);
    }

    private void refuses(String name) {
        assertThatThrownBy(() -> remove(name)).isInstanceOf(RefusedNameException.class);
    }

    private void remove(String name) {
        store.remove(name).await().atMost(Duration.ofSeconds(10));
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "content");
    }
}
