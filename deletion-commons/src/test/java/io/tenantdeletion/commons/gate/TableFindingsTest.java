package io.tenantdeletion.commons.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import io.tenantdeletion.commons.plan.FindingCode;
import org.junit.jupiter.api.Test;

/** Each finding about tables, how they keep their rows and who may touch them, on a real catalog. */
class TableFindingsTest extends GateTest {

    @Test
    void inAGoodShopNothingIsFound() {
        assertThat(findings()).isEmpty();
    }

    @Test
    void everyFindingIsToldAtOnce() {
        assertThat(findings(
                        table("shop.cards", "id uuid primary key, tenant_id uuid not null"),
                        "drop index shop.orders_tenant_id_idx",
                        "create rule nothing as on delete to shop.items do instead nothing"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("unmarked-table", "missing-index", "rule");
    }

    @Test
    void unmarkedTable() {
        assertFound(
                findings(table("shop.cards", "id uuid primary key, tenant_id uuid not null")),
                FindingCode.UNMARKED_TABLE,
                "shop.cards",
                "has a column tenant_id",
                "deletion.tables");
    }

    @Test
    void unmarkedTableByItsPath() {
        assertFound(
                findings(
                        table("shop.gifts", "id uuid primary key, order_id uuid references shop.orders"),
                        "create index on shop.gifts (order_id)"),
                FindingCode.UNMARKED_TABLE,
                "shop.gifts",
                "has a path to a tenant by gifts_order_id_fkey");
    }

    @Test
    void noPath() {
        ownership("lonely", new Ownership.Owned("", ""));

        assertFound(
                findings(table("shop.lonely", "id uuid primary key, tenant_id numeric")),
                FindingCode.NO_PATH,
                "shop.lonely",
                "uuid, bigint, integer, text or varchar");
    }

    @Test
    void tenantColumnsMayBeNumbersOrTexts() {
        ownership("a", new Ownership.Owned("", ""));
        ownership("b", new Ownership.Owned("", ""));
        ownership("Odd name", new Ownership.Owned("Tenant", ""));

        assertThat(findings(
                        table("shop.a", "id uuid primary key, tenant_id bigint"),
                        "create index on shop.a (tenant_id)",
                        table("shop.b", "id uuid primary key, tenant_id varchar(20)"),
                        "create index on shop.b (tenant_id)",
                        table("shop.\"Odd name\"", "id uuid primary key, \"Tenant\" text"),
                        "create index on shop.\"Odd name\" (\"Tenant\")"))
                .isEmpty();
    }

    @Test
    void missingTableAndWrongColumn() {
        ownership("ghost", new Ownership.Owned("", ""));
        ownership("items", new Ownership.Owned("", "card_id"));

        assertThat(findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("missing-table", "wrong-column", "no-path");
    }

    @Test
    void noData() {
        ownerships.replaceAll((table, ownership) -> new Ownership.Shared("nobody's"));

        assertThat(findings()).extracting(Finding::code).contains("no-data");
    }

    @Test
    void sharedWithoutReason() {
        ownership("cities", new Ownership.Shared(""));

        assertFound(findings(), FindingCode.INVALID_MARK, "shop.cities", "without a reason");
    }

    @Test
    void rowLevelSecurity() {
        assertFound(
                findings("alter table shop.items enable row level security"),
                FindingCode.ROW_LEVEL_SECURITY,
                "shop.items",
                "applies to the role eraser",
                "ALTER ROLE eraser BYPASSRLS");
    }

    @Test
    void rowLevelSecurityThatThePurgeRoleBypassesIsNone() {
        execute("alter role eraser bypassrls");
        try {
            assertThat(findings(
                            "alter table shop.items enable row level security",
                            "alter table shop.items force row level security"))
                    .isEmpty();
        } finally {
            execute("alter role eraser nobypassrls");
        }
    }

    @Test
    void rule() {
        assertFound(
                findings("create rule nothing as on delete to shop.items do instead nothing"),
                FindingCode.RULE,
                "shop.items",
                "nothing");
    }

    @Test
    void inheritance() {
        ownership("rush_orders", new Ownership.Owned("", ""));

        assertThat(findings(
                        "create table shop.rush_orders () inherits (shop.orders)",
                        "create index on shop.rush_orders (tenant_id)",
                        "grant all on shop.rush_orders to eraser"))
                .filteredOn(finding -> !finding.code().equals("fence-missing"))
                .extracting(Finding::code, Finding::table)
                .containsExactly(tuple("inheritance", "shop.orders"), tuple("inheritance", "shop.rush_orders"));
    }

    @Test
    void foreignTable() {
        assertFound(
                findings(
                        "create extension if not exists file_fdw",
                        "create server if not exists files foreign data wrapper file_fdw",
                        "create foreign table shop.archive (id uuid, tenant_id uuid) server files options (filename '/dev/null')"),
                FindingCode.FOREIGN_TABLE,
                "shop.archive",
                "another server");
    }

    @Test
    void materializedView() {
        assertFound(
                findings(
                        "create view elsewhere.totals as select tenant_id, count(*) from shop.orders group by 1",
                        "create materialized view elsewhere.report as select * from elsewhere.totals"),
                FindingCode.MATERIALIZED_VIEW,
                "elsewhere.report",
                "keeps a copy of rows of [shop.orders]",
                "REFRESH MATERIALIZED VIEW elsewhere.report");
    }

    @Test
    void privilege() {
        assertFound(
                findings("revoke delete, update on shop.items from eraser"),
                FindingCode.PRIVILEGE,
                "shop.items",
                "lacks UPDATE, DELETE on shop.items",
                "GRANT UPDATE, DELETE ON shop.items TO eraser");
        assertThat(findings("grant delete, update on shop.items to eraser", "revoke usage on schema shop from eraser"))
                .extracting(Finding::code)
                .containsOnly("privilege");
    }

    @Test
    void trackCounts() {
        execute("alter role eraser set track_counts = off");
        try {
            assertFound(findings(), FindingCode.TRACK_COUNTS, null, "track_counts is off");
        } finally {
            execute("alter role eraser reset track_counts");
        }
    }

    @Test
    void sameRole() {
        applicationRole = ERASER;

        assertFound(findings(), FindingCode.SAME_ROLE, null, "is the application's, too");
    }

    @Test
    void usersTablesAreHeldAgainstTheCatalogToo() {
        ownerships.clear();
        ownership("cards", new Ownership.Anonymized("clerk_id"));

        assertThat(report(
                                SubjectKind.USER,
                                table("shop.cards", "id uuid primary key, clerk_id uuid"),
                                "create index on shop.cards (clerk_id)",
                                "alter table shop.cards enable row level security")
                        .findings())
                .extracting(Finding::code)
                .containsExactly("row-level-security");
    }
}
