package io.tenantdeletion.orchestrator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.client.OidcClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFailuresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            OIDC Server is not available                                | unreachable: no connection for a token
            {"error": "unauthorized_client", "error_description": "x"}  | refused: no token for the client me (unauthorized_client)
            {"error": "invalid_client"}                                 | refused: no token for the client me (invalid_client)
            {"error": "unknown_error"}                                  | error: no token for the client me
            {"error": "temporarily_unavailable"}                        | error: no token for the client me
            {"error": "My secret is 42"}                                | error: no token for the client me
            <html>503</html>                                            | error: no token for the client me
            ~~                                                          | error: no token for the client me
            """)
    void saysWhyThereIsNoToken(String message, String expected) {
        assertThat(TokenFailures.of(new OidcClientException(message), "me"))
                .hasMessageStartingWith(expected)
                .hasMessageNotContaining("42");
    }
}
