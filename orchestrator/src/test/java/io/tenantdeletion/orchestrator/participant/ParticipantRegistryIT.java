package io.tenantdeletion.orchestrator.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tenantdeletion.orchestrator.OrchestratorTest;
import io.tenantdeletion.orchestrator.fake.Services;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.job.ModeConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who takes part is a matter of configuration, and a wrong one is refused at start. */
@QuarkusTest
class ParticipantRegistryIT extends OrchestratorTest {

    private static final Map<String, String> SMALL = Map.of(
            "deletion.participants.zebra.url", "http://localhost:1",
            "deletion.participants.tenant.url", "http://localhost:2",
            "deletion.participants.ants.url", "https://ants.example/base");

    @Inject
    ResponseValidator validator;

    @ConfigProperty(name = "domain.services.url")
    String platformUrl;

    @Inject
    ParticipantRegistry shipped;

    @Test
    void theTwelveTakePartAndTheTenantIsLast() {
        assertThat(shipped.names()).endsWith("tenant").containsAll(Services.PURGED);
    }

    @Test
    void theTwelveTakePartInUsersDeletionsAndAnotherCanBeAdded() {
        assertThat(shipped.userDataNames()).containsAll(Services.PURGED).doesNotContain("tenant");
        assertThat(registry(Map.of("deletion.participants.ants.user-data", "trails"))
                        .userDataNames())
                .containsExactly("ants");
    }

    @Test
    void theTwelveFenceAndVerifyAndAnotherNeedNot() {
        assertThat(shipped.all())
                .filteredOn(one -> !one.name().equals("tenant"))
                .allMatch(one -> one.can(Capability.FENCE) && one.can(Capability.VERIFY) && one.hasPreview());
        assertThat(registry(Map.of()).find("ants").orElseThrow())
                .matches(Participant::hasPreview)
                .matches(one -> one.can(Capability.PURGE))
                .matches(one -> !one.can(Capability.FENCE) && !one.can(Capability.VERIFY));
        assertThat(registry(Map.of("deletion.participants.ants.capabilities", "purge,verify,restore"))
                        .find("ants")
                        .orElseThrow())
                .matches(one -> one.can(Capability.VERIFY) && one.can(Capability.RESTORE) && !one.hasPreview());
    }

    @Test
    void aServiceIsAddedOrLeftOutByConfigurationAlone() {
        assertThat(registry(Map.of()).names()).containsExactly("ants", "zebra", "tenant");
        assertThat(registry(Map.of("deletion.participants.zebra.enabled", "false"))
                        .names())
                .containsExactly("ants", "tenant");
        assertThat(registry(Map.of("deletion.participants.my-own.url", "http://localhost:3"))
                        .names())
                .containsExactly("ants", "my-own", "zebra", "tenant");
    }

    @Test
    void aParticipantsGuardDiffersOnlyWhereItSaysSo() {
        SmallRyeConfig config =
                config(Map.of("deletion.guard.max-retries", "7", "deletion.participants.ants.guard.timeout", "5s"));
        ParticipantsConfig participants = config.getConfigMapping(ParticipantsConfig.class);
        GuardConfig general = config.getConfigMapping(GuardConfig.class);

        GuardSettings ants = GuardSettings.of(
                general, participants.participants().get("ants").guard());
        GuardSettings zebra = GuardSettings.of(
                general, participants.participants().get("zebra").guard());

        assertThat(ants.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ants.maxRetries()).isEqualTo(7);
        assertThat(zebra.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(zebra.previewTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(zebra.maxBody()).isEqualTo(1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "deletion.participants.ants.url, ftp://localhost, url must be",
        "deletion.participants.ants.url, localhost:8080, url must be",
        "deletion.participants.ants.capabilities, preview, purge",
        "deletion.participants.Ants.url, http://localhost:1, lower case",
        "deletion.participants.ants.guard.timeout, 0s, timeout",
        "deletion.participants.ants.guard.preview-timeout, 0s, preview-timeout",
        "deletion.guard.max-body, 1000, max-body",
        "deletion.guard.max-body, 2G, max-body",
        "deletion.guard.max-retries, -1, max-retries",
        "deletion.guard.circuit-failure-ratio, 1.5, circuit-failure-ratio",
        "deletion.guard.max-retry-delay, 1ms, max-retry-delay",
        "deletion.guard.concurrency, 0, concurrency",
        "deletion.guard.max-idle-answers, 0, max-idle-answers",
        "deletion.participants.ants.user-data, Ants/x, user-data",
        "deletion.participants.tenant.user-data, members, user-data",
        "deletion.participants.memberships.url, http://localhost:1, step of every user",
        "deletion.participants.tenant.enabled, false, deletion.participants.tenant"
    })
    void refusesAWrongConfiguration(String key, String value, String complaint) {
        assertThatThrownBy(() -> registry(Map.of(key, value)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesToBeWithoutTheTenantService() {
        Map<String, String> lonely = Map.of("deletion.participants.ants.url", "http://localhost:1");

        assertThatThrownBy(() -> build(lonely)).hasMessageContaining("deletion.participants.tenant");
    }

    @Test
    void aServiceWithUsersDataThatNoDeletionOfAUserWouldReachIsNamed() {
        Map<String, String> ants =
                Map.of("deletion.participants.zebra.enabled", "false", "deletion.participants.ants.url", platformUrl);

        assertThat(mistakes(ants))
                .hasEntrySatisfying(
                        "deletion.participants.ants.user-data",
                        mistake -> assertThat(mistake).startsWith("missing: the service holds data of users"));

        Map<String, String> said = new HashMap<>(ants);
        said.put("deletion.participants.ants.user-data", "ants");
        assertThat(mistakes(said)).isEmpty();
    }

    private Map<String, String> mistakes(Map<String, String> different) {
        return new ParticipantNames(registry(different)).mistakes().await().atMost(Duration.ofSeconds(10));
    }

    private ParticipantRegistry registry(Map<String, String> different) {
        return build(different(different));
    }

    private ParticipantRegistry build(Map<String, String> properties) {
        SmallRyeConfig config = fresh(properties);
        return new ParticipantRegistry(
                config.getConfigMapping(ParticipantsConfig.class),
                config.getConfigMapping(ModeConfig.class),
                config.getConfigMapping(GuardConfig.class),
                validator);
    }

    private static SmallRyeConfig config(Map<String, String> different) {
        return fresh(different(different));
    }

    private static Map<String, String> different(Map<String, String> different) {
        Map<String, String> all = new HashMap<>(SMALL);
        all.putAll(different);
        return all;
    }

    private static SmallRyeConfig fresh(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(ParticipantsConfig.class)
                .withMapping(GuardConfig.class)
                .withMapping(ModeConfig.class)
                .build();
    }
}
