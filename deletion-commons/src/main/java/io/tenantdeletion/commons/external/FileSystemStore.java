package io.tenantdeletion.commons.external;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Files and directories below one directory. Every directory on the way is opened in the one before, and never through
 * a symbolic link: whatever somebody else makes of the tree meanwhile, nothing outside of it is touched. A link itself
 * is removed, what it leads to is not.
 */
final class FileSystemStore implements ExternalStore {

    private static final Set<Path> ELSEWHERE = Set.of(Path.of(""), Path.of("."), Path.of(".."));

    private final Path root;

    FileSystemStore(Path root) {
        this.root = root;
    }

    @Override
    public Uni<Void> remove(String name) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> {
                    try {
                        removeNow(Path.of(name));
                    } catch (InvalidPathException other) {
                        throw new RefusedNameException("It is no path here");
                    } catch (IOException away) {
                        throw new IllegalStateException(away);
                    }
                });
    }

    private void removeNow(Path name) throws IOException {
        if (name.isAbsolute() || StreamSupport.stream(name.spliterator(), false).anyMatch(ELSEWHERE::contains)) {
            throw new RefusedNameException("It is no path below the root");
        }
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(root)) {
            if (!(directory instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("The file system of " + root + " cannot be walked without following links");
            }
            remove(secure, name);
        }
    }

    /** Also every directory on the way that is empty then: its name may be the tenant's. */
    private static void remove(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        Path first = name.getName(0);
        BasicFileAttributes found = find(directory, first);
        if (found == null) {
            return;
        }
        if (name.getNameCount() == 1) {
            removeWhole(directory, first, found);
            return;
        }
        if (found.isSymbolicLink()) {
            throw new RefusedNameException("It leads through a symbolic link");
        }
        if (!found.isDirectory()) {
            return;
        }
        try (SecureDirectoryStream<Path> next = open(directory, first)) {
            remove(next, name.subpath(1, name.getNameCount()));
        } catch (NoSuchFileException others) {
            return; // Gone since it was found: somebody else has emptied it.
        }
        try {
            directory.deleteDirectory(first);
        } catch (DirectoryNotEmptyException | NoSuchFileException others) {
            // There is more in it, or somebody else was faster.
        }
    }

    private static void removeWhole(SecureDirectoryStream<Path> directory, Path name, BasicFileAttributes found)
            throws IOException {
        try {
            if (!found.isDirectory()) {
                directory.deleteFile(name);
                return;
            }
            try (SecureDirectoryStream<Path> inside = open(directory, name)) {
                for (Path each : inside) {
                    BasicFileAttributes one = find(inside, each.getFileName());
                    if (one != null) {
                        removeWhole(inside, each.getFileName(), one);
                    }
                }
            }
            directory.deleteDirectory(name);
        } catch (NoSuchFileException gone) {
            // Somebody else was faster.
        }
    }

    private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> directory, Path name)
            throws IOException {
        return directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
    }

    private static BasicFileAttributes find(SecureDirectoryStream<Path> directory, Path name) throws IOException {
        try {
            return directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }
}
