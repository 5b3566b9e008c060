package io.tenantdeletion.orchestrator.certificate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** What signs certificates, and what they say of what no deletion reaches. */
@ConfigMapping(prefix = "deletion.certificate")
public interface CertificateConfig {

    /** Keys. The first that is not retired signs; all are published. Without one, no certificates are issued. */
    List<Key> keys();

    /** What is not covered, by a stable word such as {@code backups}. */
    Map<@Pattern(regexp = "[a-z0-9-]{1,60}") String, NotCovered> notCovered();

    /** How often it is looked for completed jobs without certificate. */
    @WithDefault("1s")
    @DurationMin(seconds = 1)
    Duration issueEvery();

    /** The product's version, as certificates name it. */
    @WithDefault("${quarkus.application.version:unknown}")
    String productVersion();

    /** A key. */
    interface Key {

        /** Its name in certificates and in the key set, never used for another key. */
        @NotBlank
        @Size(max = 100)
        String kid();

        /** PKCS #8 of an Ed25519 key, as PEM or as its Base64; not needed of a retired key. */
        Optional<String> privateKey();

        /** SubjectPublicKeyInfo, as PEM or as its Base64; for a retired key whose private key is gone. */
        Optional<String> publicKey();

        /** Whether it signs no more, and is only published for what it has signed. */
        @WithDefault("false")
        boolean retired();
    }

    /** Something that no deletion reaches. */
    interface NotCovered {

        /** What it is, in a sentence without anybody's data. */
        @NotBlank
        @Size(max = 500)
        String detail();

        /** How long after a deletion it may still hold what was erased; not known without. */
        Optional<Duration> keptFor();
    }
}
