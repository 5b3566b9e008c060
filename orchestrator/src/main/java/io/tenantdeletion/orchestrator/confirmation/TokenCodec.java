package io.tenantdeletion.orchestrator.confirmation;

import io.tenantdeletion.commons.contract.Subject;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.contract.TenantId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.problem.ProblemException;
import io.tenantdeletion.orchestrator.job.Expectation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens as text: what they say, and an HMAC (RFC 2104, with SHA-256) over it. Readable by anybody, made only by
 * whoever has the key.
 */
final class TokenCodec {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST = 16_384;

    private final SecretKeySpec key;

    TokenCodec(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String write(PreviewToken token) {
        JsonObject services = new JsonObject();
        token.seen()
                .services()
                .forEach((name, counted) -> services.put(name, JsonArray.of(counted.rows(), counted.plan())));
        String payload = base64(new JsonObject()
                .put("id", token.id().toString())
                .put(token.subject().kind().toString(), token.subject().toString())
                .put("expires", token.expires().getEpochSecond())
                .put("services", services)
                .encode()
                .getBytes(StandardCharsets.UTF_8));
        return payload + "." + base64(signature(payload));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws ProblemException 400 for any other text
     */
    PreviewToken read(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != 2 || !MessageDigest.isEqual(signature(parts[0]), bytes(parts[1]))) {
            throw ConfirmationProblems.invalid(
                    "It is not a preview token of this platform, or was changed on its way.");
        }
        JsonObject json = new JsonObject(new String(bytes(parts[0]), StandardCharsets.UTF_8));
        return new PreviewToken(
                UUID.fromString(json.getString("id")),
                subject(json),
                Instant.ofEpochSecond(json.getLong("expires")),
                seen(json.getJsonObject("services")));
    }

    private static Subject subject(JsonObject json) {
        String tenant = json.getString(SubjectKind.TENANT.toString());
        return tenant == null
                ? Subject.of(UserId.fromString(json.getString(SubjectKind.USER.toString())))
                : Subject.of(TenantId.fromString(tenant));
    }

    private static Expectation seen(JsonObject json) {
        Map<String, Expectation.Counted> services = new LinkedHashMap<>();
        json.fieldNames().forEach(name -> {
            JsonArray counted = json.getJsonArray(name);
            services.put(name, new Expectation.Counted(counted.getLong(0), counted.getString(1)));
        });
        return new Expectation(services);
    }

    private byte[] signature(String payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
