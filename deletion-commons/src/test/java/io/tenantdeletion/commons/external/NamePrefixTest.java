package io.tenantdeletion.commons.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamePrefixTest {

    private static final String TENANT = "7f5b1f0a-5d0e-4c53-9f5e-0d3b6f1c2a11";

    @ParameterizedTest
    @ValueSource(strings = {"/model.bin", "/a/b/model 1.bin", "/..model", "/mödel%20x"})
    void whatBeginsWithTheTenantIsTheTenants(String rest) {
        assertThat(matches(TENANT + rest)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../other/model",
                "/" + TENANT + "/model",
                TENANT,
                TENANT + "/",
                TENANT + "x/model",
                TENANT + "/../other/model",
                TENANT + "/a/../../other/model",
                TENANT + "/./model",
                TENANT + "//model",
                TENANT + "/%2e%2e/other/model",
                TENANT + "/%2E%2e/other",
                TENANT + "/..%2fother",
                TENANT + "/%252e%252e/other",
                TENANT + "/..\\other",
                TENANT + "/a\u0000b",
                TENANT + "/a\nb",
                "s3://bucket/" + TENANT + "/model",
                "file:///" + TENANT + "/model",
                "https://example/" + TENANT + "/model",
                "11111111-1111-4111-8111-111111111111/model",
                "",
                "model"
            })
    void everythingElseIsNot(String name) {
        assertThat(matches(name)).isFalse();
    }

    @Test
    void aNameOfAnUnknownTenantIsNobodys() {
        assertThat(new NamePrefix("{tenant_id}/").matches("/model", Optional.empty(), Optional.of("u")))
                .isFalse();
    }

    @Test
    void aPatternMayNameTheUserToo() {
        NamePrefix prefix = new NamePrefix("s3://bucket/{tenant_id}/{user_id}-");

        assertThat(prefix.matches("s3://bucket/t/u-1", Optional.of("t"), Optional.of("u")))
                .isTrue();
        assertThat(prefix.matches("s3://bucket/t/v-1", Optional.of("t"), Optional.of("u")))
                .isFalse();
        assertThat(prefix.matches("s3://bucket/t/-1", Optional.of("t"), Optional.empty()))
                .isFalse();
    }

    @Test
    void aPatternThatIsEverybodysIsRefused() {
        assertThatThrownBy(() -> new NamePrefix("models/")).hasMessageContaining("{tenant_id}");
    }

    private static boolean matches(String name) {
        return new NamePrefix("{tenant_id}/").matches(name, Optional.of(TENANT), Optional.empty());
    }
}
