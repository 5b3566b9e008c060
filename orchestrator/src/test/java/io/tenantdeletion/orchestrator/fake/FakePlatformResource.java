package io.tenantdeletion.orchestrator.fake;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantdeletion.embedded.Loopback;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chooses where {@link FakePlatform} will answer and points the orchestrator there. The two meet in a system property,
 * because a test resource and the tests it serves live in different class loaders of one JVM.
 */
public class FakePlatformResource implements QuarkusTestResourceLifecycleManager {

    private static final Pattern PARTICIPANT = Pattern.compile("deletion\\.participants\\.([^.]+)\\.url");

    /** What wraps keys of restore logs in tests. */
    public static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    static final String PORT = "orchestrator.test.platform-port";

    @Override
    public Map<String, String> start() {
        int port = Loopback.freePort();
        System.setProperty(PORT, String.valueOf(port));
        String url = "http://localhost:" + port;
        Map<String, String> config = new HashMap<>(Map.of("domain.services.url", url, "tenant.url", url));
        config.put("deletion.guard.timeout", "20s");
        config.put("deletion.guard.max-retries", "2");
        config.put("deletion.guard.retry-delay", "20ms");
        config.put("deletion.guard.max-retry-delay", "50ms");
        config.put("deletion.guard.jitter", "5ms");
        config.put("deletion.guard.max-idle-answers", "5");
        config.put("deletion.participants.sales.guard.timeout", "1s");
        // Tests share the guards: the circuit of a service never opens but for the one whose test wants it.
        config.put("deletion.guard.circuit-window", "1000");
        // The catalogue is no tenant's; what tests count is the twelve services'.
        config.put("deletion.participants.attractions.enabled", "false");
        config.put("deletion.participants.alerts.guard.circuit-window", "2");
        config.put("deletion.participants.alerts.guard.circuit-delay", "1s");
        config.put("deletion.participants.alerts.guard.max-retries", "0");
        config.put("deletion.retention.period", "0s");
        config.put("deletion.confirmation.required", "never");
        config.put("deletion.jobs.suspension-retry-every", "200ms");
        config.put("deletion.jobs.retry-delay", "100ms");
        config.put("deletion.jobs.max-retry-delay", "200ms");
        config.put("deletion.jobs.call-pace", "1ms");
        config.put("deletion.verification.poll-every", "5ms");
        config.put("deletion.verification.max-poll-every", "20ms");
        config.put("deletion.verification.ask-for", "500ms");
        config.put("deletion.identity.admin-url", url + "/admin/realms/test");
        config.put("deletion.identity.retry-delay", "20ms");
        config.put("deletion.identity.max-retry-delay", "50ms");
        config.put("deletion.identity.jitter", "5ms");
        config.put("deletion.identity.circuit-window", "1000");
        config.put("identity.client.secret", "test-secret");
        // Where the test issuer gives tokens.
        config.put("quarkus.oidc-client.identity.token-path", "/token");
        // Tests call often, and mostly as the same service.
        config.put("deletion.limits.requests", "100000");
        config.put("deletion.limits.tenants", "100000");
        lookOften(config);
        restore(config);
        leaveOthersOut(config);
        return config;
    }

    /** As tests wait for it; what waits less than a second, by the help of EagerScheduler. */
    private static void lookOften(Map<String, String> config) {
        config.put("deletion.jobs.count-every", "1s");
        config.put("deletion.jobs.renew-every", "1s");
        config.put("deletion.jobs.pickup-every", "200ms");
        config.put("deletion.restore.destroy-every", "200ms");
    }

    /** Everybody can put back what it deletes. */
    private static void restore(Map<String, String> config) {
        config.put("domain.services.capabilities", "preview,purge,fence,verify,restore");
        config.put("deletion.participants.tenant.capabilities", "preview,purge,restore");
        config.put("deletion.restore.enabled", "true");
        config.put("deletion.restore.master-key", MASTER_KEY);
    }

    /** Tests know the twelve; whoever else the application is shipped with would be called by no test's will. */
    private static void leaveOthersOut(Map<String, String> config) {
        Properties shipped = new Properties();
        try (InputStream file = FakePlatformResource.class.getResourceAsStream("/application.properties")) {
            shipped.load(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        shipped.stringPropertyNames().stream()
                .map(PARTICIPANT::matcher)
                .filter(Matcher::matches)
                .map(participant -> participant.group(1))
                .filter(name -> !Services.PURGED.contains(name) && !name.equals("tenant"))
                .forEach(name -> config.put("deletion.participants." + name + ".enabled", "false"));
    }

    @Override
    public void stop() {
        System.clearProperty(PORT);
    }
}
