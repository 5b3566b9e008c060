package io.tenantdeletion.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who has logged in, kept in a file that nobody else can read.
 *
 * @param issuer where
 * @param accessToken for calls
 * @param refreshToken for the next one, or null
 * @param expires when the token for calls ends
 */
record Login(String issuer, String accessToken, String refreshToken, Instant expires) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A little earlier, so that a token does not end on its way. */
    private static final long SPARE_SECONDS = 10;

    static Login of(String issuer, JsonNode answer) {
        return new Login(
                issuer,
                answer.path("access_token").asText(),
                answer.path("refresh_token").asText(null),
                Instant.now().plusSeconds(answer.path("expires_in").asLong()));
    }

    boolean isOver() {
        return Instant.now().isAfter(expires.minusSeconds(SPARE_SECONDS));
    }

    /** What was kept; null where nobody has logged in. */
    static Login read(Path file) {
        if (!Files.isReadable(file)) {
            return null;
        }
        try {
            JsonNode kept = JSON.readTree(file.toFile());
            return new Login(
                    kept.path("issuer").asText(),
                    kept.path("access_token").asText(),
                    kept.path("refresh_token").asText(null),
                    Instant.parse(kept.path("expires").asText()));
        } catch (IOException | RuntimeException unreadable) {
            throw new CommandFailedException(file + " cannot be read; log in again.");
        }
    }

    void write(Path file) {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("issuer", issuer);
        kept.put("access_token", accessToken);
        kept.put("refresh_token", refreshToken);
        kept.put("expires", expires.toString());
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "login", null);
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            JSON.writeValue(fresh.toFile(), kept);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new CommandFailedException("The login could not be kept: " + failure.getMessage());
        }
    }
}
