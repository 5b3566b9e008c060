package io.tenantdeletion.commons.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnclaimedSchemasTest {

    @Test
    void aMarkedSchemaThatNoServiceNamesIsFound() {
        List<Violation> found = UnclaimedSchemas.of(
                Set.of("orders"), kind -> kind == SubjectKind.TENANT ? Set.of("orders", "attic") : Set.of());

        assertThat(found).hasSize(1);
        assertThat(found.get(0).code()).isEqualTo(FindingCode.UNCLAIMED_MARK);
        assertThat(found.get(0))
                .hasToString("Schema attic has tables marked @TenantData, but no service of this process"
                        + " names it as one of its schemas; nobody would delete their rows. Let a service name it, or take the"
                        + " marks away.");
    }

    @Test
    void claimedSchemasAreFine() {
        assertThat(UnclaimedSchemas.of(Set.of("orders"), kind -> Set.of("orders")))
                .isEmpty();
    }
}
