package io.tenantdeletion.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CertificateTest {

    private static final int KEY_BYTES = 32;

    @Test
    void holdsForExactlyWhatItsKeyHasSigned() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String signed = encoded("{\"alg\":\"EdDSA\",\"kid\":\"now\"}") + "." + encoded("{\"number\":7}");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        String jws = signed + "." + encoded(signature.sign());

        Certificate certificate = new Certificate(jws, keys("now", key));

        assertThat(certificate.isSigned()).isTrue();
        assertThat(certificate.payload().path("number").asInt()).isEqualTo(7);
        assertThat(new Certificate(
                                jws.replace(encoded("{\"number\":7}"), encoded("{\"number\":8}")), certificate.keys())
                        .isSigned())
                .isFalse();
        assertThat(new Certificate(jws, keys("another", key)).isSigned()).isFalse();
        KeyPair stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        assertThat(new Certificate(jws, keys("now", stranger)).isSigned()).isFalse();
    }

    private static JsonNode keys(String kid, KeyPair pair) throws Exception {
        byte[] der = pair.getPublic().getEncoded();
        String x = encoded(Arrays.copyOfRange(der, der.length - KEY_BYTES, der.length));
        return new ObjectMapper().readTree("{\"keys\": [{\"kid\": \"" + kid + "\", \"x\": \"" + x + "\"}]}");
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
