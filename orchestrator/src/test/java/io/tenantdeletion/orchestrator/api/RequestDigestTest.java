package io.tenantdeletion.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestDigestTest {

    @Test
    void digestsTellListsOfPartsApart() {
        assertThat(RequestDigest.of("a", "b"))
                .isEqualTo(RequestDigest.of("a", "b"))
                .hasSize(64);
        assertThat(RequestDigest.of("ab", "")).isNotEqualTo(RequestDigest.of("a", "b"));
        assertThat(RequestDigest.of("a", null)).isNotEqualTo(RequestDigest.of("a", ""));
    }
}
