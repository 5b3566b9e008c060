package io.tenantdeletion.orchestrator.certificate;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JSON Web Key Set (RFC 7517).
 *
 * @param keys that sign certificates now, or have
 */
@Schema(name = "PublicKeys")
public record PublicKeys(List<PublicKey> keys) {

    /**
     * An Ed25519 key (RFC 8037).
     *
     * @param kid its name
     * @param x the key itself, Base64 for URLs
     */
    @Schema(name = "PublicKey")
    public record PublicKey(String kty, String crv, String use, String alg, String kid, String x) {}
}
