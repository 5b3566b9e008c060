package io.tenantdeletion.tenant.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tenantdeletion.commons.contract.JobId;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobsConfigTest {

    private static final JobId JOB = JobId.fromString("44444444-4444-4444-8444-444444444444");

    @Test
    void needsNothingButTheOrchestratorsAddress() {
        JobsConfig config = config("orchestrator.url", "http://orchestrator:8080");

        assertThat(config.orchestratorUrl()).isEqualTo(URI.create("http://orchestrator:8080"));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.maxWait()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.retries()).isEqualTo(2);
    }

    @Test
    void callersMayReachTheOrchestratorElsewhereThanWeDo() {
        DeletionJobs jobs = new DeletionJobs(
                null,
                config(
                        "orchestrator.url", "http://orchestrator:8080",
                        "tenant.deletion.orchestrator-url", "https://bakery.example/deletion/"));

        assertThat(jobs.location(JOB))
                .hasToString(
                        "https://bakery.example/deletion/api/v1/deletion-jobs/44444444-4444-4444-8444-444444444444");
    }

    @Test
    void boundsTheWait() {
        DeletionJobs jobs = new DeletionJobs(null, config("orchestrator.url", "http://orchestrator:8080"));

        assertThat(jobs.maxWait()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void wantsDurationsToBeDurations() {
        assertThatThrownBy(() -> config("orchestrator.url", "http://o", "tenant.deletion.timeout", "soon"))
                .hasMessageContaining("soon");
    }

    private static JobsConfig config(String... keysAndValues) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(JobsConfig.class);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.withDefaultValue(keysAndValues[i], keysAndValues[i + 1]);
        }
        SmallRyeConfig config = builder.build();
        return config.getConfigMapping(JobsConfig.class);
    }
}
