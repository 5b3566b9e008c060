package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.FindingCode;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Triggers that a deletion would fire, and tables that miss those of the fence. */
class TriggerFindingsTest extends GateTest {

    @BeforeEach
    void function() {
        execute("create function shop.hook() returns trigger language plpgsql as 'begin return null; end'");
    }

    private static String trigger(String when) {
        return "create trigger hook " + when + " execute function shop.hook()";
    }

    @Test
    void triggerOnDelete() {
        assertFound(
                findings(trigger("before delete on shop.items for each row")),
                FindingCode.TRIGGER,
                "shop.items",
                "The trigger hook of shop.items calls shop.hook() when rows are deleted",
                "deletion.allowed-triggers.\"shop.items.hook\".reason=");
    }

    @Test
    void triggersForWhatADeletionDoesNotDoAreNone() {
        assertThat(findings(
                        trigger("after insert or update on shop.items for each row"),
                        trigger("before truncate on shop.orders for each statement"),
                        trigger("before delete on shop.cities for each row")))
                .isEmpty();
    }

    @Test
    void aTriggerThatNeverFiresIsNone() {
        assertThat(findings(
                        trigger("before delete on shop.items for each row"),
                        "alter table shop.items disable trigger hook"))
                .isEmpty();
    }

    @Test
    void aTriggerThatFiresWhereOthersDoNotIsOne() {
        assertFound(
                findings(
                        trigger("before delete on shop.items for each row"),
                        "alter table shop.items enable replica trigger hook"),
                FindingCode.TRIGGER,
                "shop.items",
                "hook");
    }

    @Test
    void anAllowedTriggerIsNone() {
        allowedTriggers = Set.of("shop.items.hook");

        assertThat(findings(trigger("before delete on shop.items for each row")))
                .isEmpty();
    }

    @Test
    void triggerOnTheColumnsThatADeletionSetsToNull() {
        String[] shop = {
            "alter table shop.orders add parent_id uuid references shop.orders",
            "create index on shop.orders (parent_id)",
            trigger("before update of parent_id on shop.orders for each row")
        };
        assertFound(findings(shop), FindingCode.TRIGGER, "shop.orders", "when a deletion sets [parent_id] to NULL");

        assertThat(findings(
                        "drop trigger hook on shop.orders",
                        trigger("before update of city_id on shop.orders for each row")))
                .isEmpty();
    }

    @Test
    void triggerOnTheColumnOfASharedTable() {
        assertFound(
                findings(
                        "alter table shop.cities add order_id uuid references shop.orders on delete set null",
                        "create index on shop.cities (order_id)",
                        trigger("after update on shop.cities for each row")),
                FindingCode.TRIGGER,
                "shop.cities",
                "[order_id]");
    }

    @Test
    void aTriggerOfAPartitionIsOneWhereItIsForEachRow() {
        ownership("visits", new Ownership.Owned("", ""));
        String visits = "create table shop.visits (id uuid, tenant_id uuid) partition by hash (id);"
                + " create table shop.visits_1 partition of shop.visits for values with (modulus 1, remainder 0);"
                + " create index on shop.visits (tenant_id); grant select, update, delete on shop.visits to eraser";

        assertFound(
                findings(visits + "; " + fenced("shop.visits"), trigger("after delete on shop.visits_1 for each row")),
                FindingCode.TRIGGER,
                "shop.visits_1",
                "hook");
        assertThat(findings(
                        "drop trigger hook on shop.visits_1",
                        trigger("after delete on shop.visits_1 for each statement")))
                .isEmpty();
    }

    private static String fenced(String table) {
        return "create trigger fence before insert or update on " + table
                + " for each row execute function tenant_deletion.fence(); alter table " + table
                + " enable always trigger fence";
    }

    @Test
    void fenceMissing() {
        assertFound(
                findings("drop trigger fence on shop.items"),
                FindingCode.FENCE_MISSING,
                "shop.items",
                "no trigger of the fence");
    }

    @Test
    void aFenceThatDoesNotAlwaysFireIsMissing() {
        assertThat(findings("alter table shop.items enable trigger fence"))
                .extracting(Finding::code)
                .containsExactly("fence-missing");
    }
}
