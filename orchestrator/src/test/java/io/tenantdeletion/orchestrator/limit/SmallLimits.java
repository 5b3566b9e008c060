package io.tenantdeletion.orchestrator.limit;

import io.tenantdeletion.commons.test.TestSettings;
import java.util.Map;

/** Three calls a minute; three tenants, a hundred rows an hour; and a clock that stands still. */
public class SmallLimits extends TestSettings {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "deletion.limits.requests",
                "3",
                "deletion.limits.tenants",
                "3",
                "deletion.limits.rows",
                "100",
                "test.clock",
                "standing");
    }
}
