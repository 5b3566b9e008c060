package io.tenantdeletion.commons.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One engine runs on all outboxes, so their tables are the same. */
class SameTablesTest {

    @Test
    void ofTheTenantServiceAreAsThoseOfTheOrchestrator() throws IOException {
        String orchestrator = read("../orchestrator/src/main/resources/db/migration/V13__outbox.sql", "orchestrator");
        String tenant = read("../tenant/src/main/resources/db/migration/tenant/V7__outbox.sql", "tenant");

        assertThat(tenant).contains(orchestrator);
    }

    @Test
    void holdEventsAlikeInAllOfThem() throws IOException {
        String held = read("../orchestrator/src/main/resources/db/migration/V24__held_events.sql", "orchestrator");

        assertThat(read("../tenant/src/main/resources/db/migration/tenant/V24__held_events.sql", "tenant"))
                .isEqualTo(held);
        assertThat(read("../moderation/src/main/resources/db/migration/moderation/V3__held_events.sql", "moderation"))
                .isEqualTo(held);
    }

    private static String read(String migration, String schema) throws IOException {
        return Files.readString(Path.of(migration)).replace(schema + ".", "");
    }
}
