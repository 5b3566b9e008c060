package io.tenantdeletion.commons.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.commons.ownership.Ownership;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What configuration says about tables that no entity maps. */
class DeclaredTablesTest {

    private static Map<SubjectKind, Ownership> ownerships(String table, String... settings) {
        Map<String, String> properties = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            properties.put("deletion.tables.\"" + table + "\"." + parts[0], parts[1]);
        }
        TablesConfig config = new SmallRyeConfigBuilder()
                .withMapping(TablesConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(TablesConfig.class);
        Map<TableName, Map<SubjectKind, Ownership>> ownerships = new DeclaredTables(config).ownerships();
        assertThat(ownerships).hasSize(1);
        int dot = table.indexOf('.');
        return ownerships.get(new TableName(table.substring(0, dot), table.substring(dot + 1)));
    }

    private static void assertRefused(String reason, String table, String... settings) {
        assertThatThrownBy(() -> ownerships(table, settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void tenantsTablesMayNameColumnAndPath() {
        assertThat(ownerships("Shop.Odd name", "data=tenant", "column=Owner"))
                .containsEntry(SubjectKind.TENANT, new Ownership.Owned("Owner", ""))
                .containsEntry(SubjectKind.USER, new Ownership.None());
        assertThat(ownerships("shop.items", "data=tenant", "through=order_id, tenant_id"))
                .containsEntry(SubjectKind.TENANT, new Ownership.Owned("", "order_id, tenant_id"));
    }

    @Test
    void usersTablesMayStayWithoutTheirUser() {
        assertThat(ownerships("shop.lines", "data=user", "column=actor_id", "anonymize=true"))
                .containsEntry(SubjectKind.TENANT, new Ownership.None())
                .containsEntry(SubjectKind.USER, new Ownership.Anonymized("actor_id"));
    }

    @Test
    void aTableMayBeATenantsAndAUsers() {
        assertThat(ownerships(
                        "shop.lines", "data=tenant,user", "column=shop_id", "user-column=actor_id", "anonymize=true"))
                .containsEntry(SubjectKind.TENANT, new Ownership.Owned("shop_id", ""))
                .containsEntry(SubjectKind.USER, new Ownership.Anonymized("actor_id"));
    }

    @Test
    void sharedTablesKeepTheirReasonForEachKind() {
        assertThat(ownerships("shop.cities", "data=shared", "reason=The same for all"))
                .containsEntry(SubjectKind.TENANT, new Ownership.Shared("The same for all"))
                .containsEntry(SubjectKind.USER, new Ownership.Shared("The same for all"));
    }

    @Test
    void contradictionsAreRefused() {
        assertRefused("tenant and shared at once", "shop.a", "data=tenant,shared", "reason=why");
        assertRefused("anonymize is for users' data", "shop.a", "data=tenant", "anonymize=true");
        assertRefused(
                "only a column of its own can lose its user", "shop.a", "data=user", "through=b_id", "anonymize=true");
        assertRefused("it is named schema.table", ".a", "data=tenant");
    }
}
