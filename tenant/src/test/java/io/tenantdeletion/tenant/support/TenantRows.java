package io.tenantdeletion.tenant.support;

import io.tenantdeletion.commons.test.TestDatabase;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows of this service, written and read past it. */
public final class TenantRows {

    private TenantRows() {}

    /** A tenant with rows in every table, and its owner. */
    public static UUID tenant(String name, UUID owner) {
        UUID tenant = UUID.randomUUID();
        TestDatabase.execute("""
                insert into tenant.tenants (id, name, owner_id) values ('%1$s', '%2$s', '%3$s');
                insert into tenant.tenant_members (tenant_id, user_id, role) values ('%1$s', '%3$s', 'owner');
                insert into tenant.subscriptions (tenant_id, plan, price) values ('%1$s', 'professional', 49.90);
                insert into tenant.tenant_settings (tenant_id, name, value)
                  values ('%1$s', 'language', 'es'), ('%1$s', 'currency', 'EUR');
                insert into tenant.audit_logs (tenant_id, user_id, action)
                  select '%1$s', '%3$s', 'login' from generate_series(1, 3)
                """.formatted(tenant, name.replace("'", "''"), owner));
        return tenant;
    }

    /** A further member of a tenant. */
    public static UUID member(UUID tenant, UUID user, String role) {
        TestDatabase.execute("insert into tenant.tenant_members (tenant_id, user_id, role) values ('%s', '%s', '%s')"
                .formatted(tenant, user, role));
        return user;
    }

    /** Suspends a tenant for a job, as it was done before there were tokens. */
    public static void suspend(UUID tenant, UUID job) {
        TestDatabase.execute("""
                update tenant.tenants set status_before_deletion = status, status = 'inactive', deletion_job_id = '%s',
                       deletion_due_at = '2099-01-31T12:00:00Z' where id = '%s'
                """.formatted(job, tenant));
    }

    /** Suspends a tenant for a job that deletes already. */
    public static void suspendForPurge(UUID tenant, UUID job) {
        suspend(tenant, job);
        TestDatabase.execute("update tenant.tenants set purging = true where id = '" + tenant + "'");
    }

    /** The greatest token that has decided about a tenant; it grows whether or not anything else changes. */
    public static long suspensionToken(UUID tenant) {
        return Long.parseLong(
                TestDatabase.query("select suspension_token from tenant.tenants where id = '" + tenant + "'")
                        .get(0));
    }

    /** Every row of these tenants, column by column, but for {@link #suspensionToken}. */
    public static List<String> of(UUID... tenants) {
        String ids = Stream.of(tenants).map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        return TestDatabase.query("""
                select 'tenants ' || (to_jsonb(t) - 'suspension_token')::text from tenant.tenants t where id in (%1$s)
                union all select 'tenant_members ' || t::text from tenant.tenant_members t where tenant_id in (%1$s)
                union all select 'subscriptions ' || t::text from tenant.subscriptions t where tenant_id in (%1$s)
                union all select 'settings ' || t::text from tenant.tenant_settings t where tenant_id in (%1$s)
                union all select 'audit_logs ' || t::text from tenant.audit_logs t where tenant_id in (%1$s)
                order by 1
                """.formatted(ids));
    }

    /** The data of the events of one type about a tenant. */
    public static List<String> events(UUID tenant, String type) {
        return TestDatabase.query(
                "select data from tenant.outbox where subject = '%s' and type = '%s'".formatted(tenant, type));
    }
}
