package io.tenantdeletion.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Keycloak unpacked, with its build step done: once a version and set of options; and the realm it imports. */
final class KeycloakDistribution {

    private static final List<String> BUILD_OPTIONS = List.of("build", "--db=dev-mem");
    private static final String REALM = "bakery-ia-realm.json";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private KeycloakDistribution() {}

    /** The home directory of a Keycloak ready to start. */
    static Path in(CacheDirectory cache) {
        Properties facts = facts();
        return cache.prepared(name(facts), directory -> prepare(archive(facts), directory));
    }

    static boolean isPrepared(CacheDirectory cache) {
        return Files.isDirectory(cache.root().resolve(name(facts())));
    }

    /** Writes the realm with further accounts into a directory that Keycloak can import; returns that. */
    static Path writeRealm(Path parent, List<UUID> accounts) {
        String more = accounts.stream()
                .map(id -> "{ \"id\": \"%s\", \"username\": \"%<s\", \"enabled\": true },".formatted(id))
                .collect(Collectors.joining("\n"));
        try (InputStream realm = KeycloakDistribution.class.getResourceAsStream(REALM)) {
            Path directory = Files.createDirectories(parent.resolve("import"));
            String content = new String(realm.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(directory.resolve(REALM), content.replace("\"users\": [", "\"users\": [" + more));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + parent, e);
        }
    }

    /** The command line of a JVM that runs this Keycloak; what {@code kc.sh} does, without a shell in between. */
    static List<String> java(Path home, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }

    private static void prepare(Path archive, Path home) throws IOException {
        unzip(archive, home);
        Path temporary = Files.createDirectories(home.resolve("data/tmp"));
        List<String> jvm = List.of("-Xmx512m", "-Djava.io.tmpdir=" + temporary);
        ServerProcess.start(
                        "Keycloak's build step",
                        new ProcessBuilder(java(home, jvm, BUILD_OPTIONS)),
                        home.resolve("build.log"))
                .awaitSuccess(TIMEOUT);
    }

    private static void unzip(Path archive, Path home) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                AtExit.requireRunning();
                // Everything in the archive lies in one directory named after the version.
                Path inside = Path.of(entry.getName());
                Path target = home.resolve(Path.of(entry.getName()).getName(0).relativize(inside))
                        .normalize();
                if (!target.startsWith(home)) {
                    throw new IOException("Not a path inside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
        }
    }

    // Where the archive was when this module was built; a copy of the build finds it in its own user's repository.
    private static Path archive(Properties facts) {
        String version = facts.getProperty("version");
        Path built = Path.of(facts.getProperty("archive"));
        Path usual = Path.of(
                System.getProperty("user.home"),
                ".m2/repository/org/keycloak/keycloak-quarkus-dist",
                version,
                "keycloak-quarkus-dist-" + version + ".zip");
        for (Path candidate : List.of(built, usual)) {
            if (Files.isReadable(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException(
                "Keycloak's archive is not in the local Maven repository (" + built + "). Build the project again.");
    }

    private static Properties facts() {
        Properties facts = new Properties();
        try (InputStream content = KeycloakDistribution.class.getResourceAsStream("keycloak.properties")) {
            facts.load(content);
            return facts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Properties facts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join(" ", BUILD_OPTIONS).getBytes(StandardCharsets.UTF_8));
            return "keycloak-" + facts.getProperty("version") + "-"
                    + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
