package io.tenantdeletion.orchestrator.api;

import io.smallrye.health.api.HealthGroup;
import io.tenantdeletion.orchestrator.certificate.CertificateKeys;
import io.tenantdeletion.orchestrator.certificate.Ed25519Key;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Tells which key signs certificates, or that none does. Never down: deletions do not need it. */
@HealthGroup("deletion")
@ApplicationScoped
class CertificateKeysCheck implements HealthCheck {

    private final CertificateKeys keys;

    CertificateKeysCheck(CertificateKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("certificates")
                .withData("signing_key", keys.signing().map(Ed25519Key::kid).orElse("none: no certificates are issued"))
                .up()
                .build();
    }
}
