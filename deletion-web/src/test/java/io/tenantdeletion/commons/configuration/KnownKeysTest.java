package io.tenantdeletion.commons.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {

    private final KnownKeys known = new KnownKeys(
            List.of(
                    "deletion.retention.period",
                    "deletion.four-eyes.enabled",
                    "deletion.participants.*.url",
                    "deletion.participants.*.capabilities",
                    "deletion.certificate.keys[*].private-key",
                    "deletion.allowed-triggers.*.reason"),
            List.of("deletion.roles.application"),
            List.of("deletion", "tenant.deletion"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deletion.retention.period",
                "deletion.participants.orders.url",
                "deletion.participants.orders.capabilities[0]",
                "deletion.allowed-triggers.\"orders.customers.touch\".reason",
                "deletion.certificate.keys[1].private-key",
                "quarkus.http.port",
                "deletionist"
            })
    void knowsProperties(String name) {
        assertThat(known.isUnknownProperty(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETION_RETENTION_PERIOD",
                "DELETION_FOUR_EYES_ENABLED",
                "DELETION_PARTICIPANTS_MY_ORDERS_URL",
                "DELETION_CERTIFICATE_KEYS_0__PRIVATE_KEY",
                "DELETION_ROLES_APPLICATION",
                "TENANT_DELETION_CACHE",
                "TENANT_URL",
                "PATH"
            })
    void knowsVariables(String name) {
        assertThat(known.isUnknownVariable(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETION_API_SERVICE_HOST",
                "DELETION_API_SERVICE_PORT_HTTP",
                "DELETION_API_PORT",
                "DELETION_API_PORT_8080_TCP_ADDR"
            })
    void leavesWhatKubernetesSaysAboutServicesAlone(String name) {
        assertThat(known.isMistakenVariable(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETION_PURGE_TIME_BUDGET", "DELETION_ROLES_PURGE"})
    void leavesTheKeysOfOtherApplicationsAlone(String name) {
        assertThat(known.isMistakenVariable(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "deletion.four-eye.enabled, deletion.four-eyes.enabled",
        "deletion.retention.perod, deletion.retention.period",
        "deletion.certificate.keys.private-key, deletion.certificate.keys[*].private-key",
        "deletion.certificate.keys[0].secret, deletion.certificate.keys[*].private-key",
        "deletion.participants.orders.ulr, deletion.participants.*.url"
    })
    void namesTheNearestProperty(String name, String nearest) {
        assertThat(known.isUnknownProperty(name)).isTrue();
        assertThat(known.nearest(name)).isEqualTo(nearest);
    }

    @Test
    void namesTheNearestVariable() {
        assertThat(known.isMistakenVariable("DELETION_RETENTION_TIME")).isTrue();
        assertThat(known.isMistakenVariable("DELETION_FOUR_EYE_ENABLED")).isTrue();
        assertThat(known.isMistakenVariable("DELETION_CERTIFICATE_KEYS_0__SECRET"))
                .isTrue();
        assertThat(known.isMistakenVariable("DELETION_PARTICIPANTS_ORDERS_ULR")).isTrue();
        assertThat(known.nearest("DELETION_PARTICIPANTS_ORDERS_ULR")).isEqualTo("DELETION_PARTICIPANTS_*_URL");
        assertThat(known.isMistakenVariable("DELETION_RETENTION_PEROD")).isTrue();
        assertThat(known.nearest("DELETION_RETENTION_PEROD")).isEqualTo("DELETION_RETENTION_PERIOD");
    }
}
