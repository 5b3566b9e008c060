package io.tenantdeletion.orchestrator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys as a configuration has them. */
class Ed25519KeyTest {

    /** Of RFC 8037, appendix A. */
    private static final String PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    private static final String PUBLIC = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    @Test
    void tellsTheOtherHalfOfAPrivateKey() {
        Ed25519Key key = key(PRIVATE, null, false);

        assertThat(key.signs()).isTrue();
        assertThat(key.published()).isEqualTo(new PublicKeys.PublicKey("OKP", "Ed25519", "sig", "EdDSA", "one", X));
    }

    @Test
    void readsPem() {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + PRIVATE + "\n-----END PRIVATE KEY-----\n";

        assertThat(key(pem, null, false).published().x()).isEqualTo(X);
    }

    @Test
    void aRetiredKeySignsNoMoreAndNeedsNoPrivateHalf() {
        assertThat(key(PRIVATE, null, true).signs()).isFalse();
        assertThat(key(null, PUBLIC, true).signs()).isFalse();
        assertThat(key(null, PUBLIC, true).published().x()).isEqualTo(X);
    }

    @Test
    void signsAsTheStandardSays() {
        // The header differs from the standard's example, so the signature does; equal input gives an equal signature.
        String signed = key(PRIVATE, null, false).sign("{}");

        assertThat(signed.split("\\.")).hasSize(3);
        assertThat(signed).isEqualTo(key(PRIVATE, null, false).sign("{}"));
    }

    @Test
    void whatIsNoKeyKeepsTheApplicationFromStarting() {
        assertThatIllegalStateException()
                .isThrownBy(() -> key("nonsense", null, false))
                .withMessageContaining("one")
                .withMessageNotContaining("nonsense");
        assertThatIllegalStateException().isThrownBy(() -> key(PUBLIC, null, false));
        assertThatIllegalStateException().isThrownBy(() -> key(null, PUBLIC, false));
        assertThatIllegalStateException().isThrownBy(() -> key(null, null, true));
    }

    private static Ed25519Key key(String privateKey, String publicKey, boolean retired) {
        return Ed25519Key.of(
                new TestKey("one", Optional.ofNullable(privateKey), Optional.ofNullable(publicKey), retired));
    }

    private record TestKey(String kid, Optional<String> privateKey, Optional<String> publicKey, boolean retired)
            implements CertificateConfig.Key {}
}
