package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.ownership.OwnershipMap;
import io.tenantdeletion.commons.plan.FindingCode;
import io.tenantdeletion.commons.plan.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Columns that name users under other names than the usual one. */
class UserColumnFindingsTest extends GateTest {

    private boolean isServed = true;

    @Test
    void areFoundByTheirNames() {
        execute("alter table shop.orders add created_by uuid, add approved_by_id bigint, add seller_user_id text,"
                + " add actor_id uuid, add sorted_by boolean, add baked_by timestamptz, add basket_id uuid");

        assertThat(found())
                .extracting(Violation::detail)
                .extracting(detail -> detail.substring(0, detail.indexOf(' ')))
                .containsExactlyInAnyOrder(
                        "shop.orders.created_by",
                        "shop.orders.approved_by_id",
                        "shop.orders.seller_user_id",
                        "shop.orders.actor_id");
    }

    @Test
    void aFindingSaysWhatToDoAndForbidsNothing() {
        execute("alter table shop.cities add created_by uuid");

        assertThat(found()).singleElement().satisfies(violation -> {
            assertThat(violation.code()).isEqualTo(FindingCode.UNMARKED_COLUMN);
            assertThat(violation.code().isWarning()).isTrue();
            assertThat(violation.detail()).startsWith("shop.cities.created_by seems to name users");
            assertThat(violation.remedy())
                    .contains(
                            "@UserData(column = \"created_by\")",
                            "deletion.exempt-columns.\"shop.cities.created_by\".reason=");
        });
    }

    @Test
    void isAnsweredByAMarkOrAReason() {
        execute("alter table shop.orders add created_by uuid, add updated_by uuid");
        ownership("orders", new Ownership.Anonymized("created_by"));
        exemptColumns = Set.of("shop.orders.updated_by");

        assertThat(found()).isEmpty();
    }

    @Test
    void isNotAnsweredByAMarkForAnotherColumn() {
        execute("alter table shop.orders add user_id uuid, add updated_by uuid");
        ownership("orders", new Ownership.Owned("", ""));

        assertThat(found())
                .extracting(Violation::detail)
                .singleElement()
                .asString()
                .startsWith("shop.orders.updated_by");
    }

    @Test
    void theUsualNameIsFoundWhereNoUsersDeletionComes() {
        execute("alter table shop.cities add user_id uuid");
        ownerships.clear();

        assertThat(found()).isEmpty();
        isServed = false;
        assertThat(found())
                .extracting(Violation::detail)
                .singleElement()
                .asString()
                .startsWith("shop.cities.user_id");
    }

    private List<Violation> found() {
        return new CatalogGate(new CatalogGate.Settings(allowedTriggers, exemptColumns, applicationRole))
                .userColumns(
                        catalog(), new OwnershipMap(SubjectKind.USER, "user_id", Map.copyOf(ownerships)), isServed);
    }
}
