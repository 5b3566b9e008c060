package io.tenantdeletion.commons.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a?b=c", "/%41", "/Panader%C3%ADa?x=%F0%9F%A5%96+%e2%82%ac", "/a%2Fb%00"})
    void takesPercentEncodedText(String uri) {
        assertThat(RequestSyntax.isPercentEncodedText(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%", "/%4", "/%zz", "/%4g", "/%-1", "/%ED%A0%80", "/%C3", "/%C3/%AD", "/%FF", "/?a=%C0%80"})
    void refusesWhatIsNone(String uri) {
        assertThat(RequestSyntax.isPercentEncodedText(uri)).isFalse();
    }
}
