package io.tenantdeletion.commons.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.SubjectPath;
import io.tenantdeletion.commons.plan.Violation;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTypesTest {

    private static final TableName CARDS = new TableName("loyalty", "cards");

    @ParameterizedTest
    @CsvSource({
        "uuid, 00000000-0000-0000-0000-000000000000",
        "bigint, 42",
        "integer, 42",
        "text, anything",
        "character varying, anything"
    })
    void passesValuesOfTheColumnsType(String type, String value) {
        assertThat(check(type, value)).isEmpty();
    }

    @Test
    void saysColumnTypeAndMend() {
        assertThat(check("bigint", new UUID(0, 0).toString()))
                .contains(new Violation(
                        FindingCode.WRONG_COLUMN,
                        CARDS,
                        "loyalty.cards.tenant_id is bigint, but the service looks for a tenant by a value such as"
                                + " 00000000-0000-0000-0000-000000000000, which is none.",
                        "Override columnValue in its TenantDataDeletionService, or let the column be uuid."));
        assertThat(check("uuid", "42")).isPresent();
        assertThat(check("integer", "4200000000")).isPresent();
    }

    private static Optional<Violation> check(String type, String value) {
        return ColumnTypes.mismatch(CARDS, new SubjectPath.ByColumn("tenant_id", type), SubjectKind.TENANT, value);
    }
}
