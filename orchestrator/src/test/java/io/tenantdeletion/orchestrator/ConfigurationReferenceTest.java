package io.tenantdeletion.orchestrator;

import io.tenantdeletion.commons.test.DocumentedKeys;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    @Test
    void everyKeyIsDocumented() {
        DocumentedKeys.assertDocumented(List.of(
                Path.of("../src-docs/reference/configuration.md"), Path.of("../src-docs/reference/tenant-service.md")));
    }
}
