package io.tenantdeletion.orchestrator.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8180/realms/bakery-ia, http://localhost:8180/admin/realms/bakery-ia",
        "https://id.example/realms/a/, https://id.example/admin/realms/a",
        "https://id.example/auth/realms/a, https://id.example/auth/admin/realms/a"
    })
    void followsFromTheIssuer(String issuer, URI expected) {
        assertThat(AdminUrl.of(Optional.empty(), issuer)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://login.example", "https://login.example/realms/", "https://x/realms/a/b", "realms/a"})
    void anIssuerThatIsNoKeycloakTellsNothing(String issuer) {
        assertThat(AdminUrl.of(Optional.empty(), issuer)).isEmpty();
    }

    @Test
    void whatIsConfiguredCounts() {
        URI inside = URI.create("http://keycloak.identity.svc:8080/admin/realms/a");

        assertThat(AdminUrl.of(Optional.of(inside), "https://id.example/realms/a"))
                .contains(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keycloak:8080/admin",
                "ftp://x/admin/realms/a",
                "/admin/realms/a",
                "http://u:p@x/admin/realms/a",
                "http://x/admin/realms/a?b=c"
            })
    void anAddressThatIsNoneIsRefused(URI url) {
        assertThatThrownBy(() -> AdminUrl.of(Optional.of(url), "https://id.example/realms/a"))
                .hasMessageContaining("deletion.identity.admin-url")
                .hasMessageNotContaining("u:p");
    }
}
