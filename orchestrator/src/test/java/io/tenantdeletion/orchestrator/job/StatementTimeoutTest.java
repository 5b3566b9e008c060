package io.tenantdeletion.orchestrator.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTimeoutTest {

    @Test
    void takesALeaseOfTwoRenewalsOrMore() {
        assertThatCode(() -> new StatementTimeout(config("10s", "5s"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"9999ms, 5s", "5s, 5s", "1s, 5s"})
    void refusesALeaseThatDoesNotSurviveAMissedRenewal(String lease, String renewEvery) {
        assertThatThrownBy(() -> new StatementTimeout(config(lease, renewEvery)))
                .hasMessageContaining("deletion.jobs.lease must be at least twice deletion.jobs.renew-every");
    }

    private static JobsConfig config(String lease, String renewEvery) {
        Map<String, String> values = Map.of("deletion.jobs.lease", lease, "deletion.jobs.renew-every", renewEvery);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(JobsConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 0))
                .build()
                .getConfigMapping(JobsConfig.class);
    }
}
