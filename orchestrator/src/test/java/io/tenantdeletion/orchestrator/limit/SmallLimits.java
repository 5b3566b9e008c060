package io.tenantdeletion.orchestrator.limit;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Three calls a minute; three tenants, a hundred rows an hour; and a clock that stands still. */
public class SmallLimits implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("deletion.limits.requests", "3", "deletion.limits.tenants", "3", "deletion.limits.rows", "100");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(StandingClock.class);
    }
}
