package io.tenantdeletion.orchestrator.certificate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.commons.contract.JobId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A certificate as it was issued.
 *
 * @param number from 1, without gaps
 * @param jobId of the deletion it certifies
 * @param subjectId whose data was erased
 * @param issuedAt when it was issued
 * @param keyId the name of the key that has signed it
 * @param previousHash hash of the certificate with the number before; null of the first
 * @param hash SHA-256 of {@code certificate} as it stands here
 * @param certificate JWS in compact form
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "Certificate")
public record Certificate(
        long number,
        JobId jobId,
        UUID subjectId,
        Instant issuedAt,
        String keyId,
        String previousHash,
        String hash,
        String certificate) {

    /** What it says, as JSON. */
    public String payload() {
        return new String(Base64.getUrlDecoder().decode(certificate.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
