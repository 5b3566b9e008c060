package io.tenantdeletion.orchestrator.certificate;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The keys of the configuration, read when the application starts; it does not start where one cannot be read. */
@Startup
@Singleton
public class CertificateKeys {

    private static final Logger LOG = Logger.getLogger(CertificateKeys.class);

    private final List<Ed25519Key> keys;

    CertificateKeys(CertificateConfig config) {
        Set<String> names = new HashSet<>();
        keys = config.keys().stream()
                .map(key -> {
                    if (!names.add(key.kid())) {
                        throw new IllegalStateException(
                                "The configuration is wrong: two keys of deletion.certificate.keys are called "
                                        + key.kid());
                    }
                    return Ed25519Key.of(key);
                })
                .toList();
        if (signing().isEmpty()) {
            LOG.warn("No certificates are issued: deletion.certificate.keys has no key that signs");
        }
    }

    /** What signs now; empty where no certificates can be issued. */
    public Optional<Ed25519Key> signing() {
        return keys.stream().filter(Ed25519Key::signs).findFirst();
    }

    /** All of them as a JSON Web Key Set. */
    public PublicKeys published() {
        return new PublicKeys(keys.stream().map(Ed25519Key::published).toList());
    }
}
