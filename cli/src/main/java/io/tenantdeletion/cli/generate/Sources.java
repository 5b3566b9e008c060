package io.tenantdeletion.cli.generate;

import java.util.List;
import java.util.stream.Collectors;

/** The text of a context's files. */
final class Sources {

    private final String name;
    private final String type;

    Sources(String name) {
        this.name = name;
        this.type = Names.type(name);
    }

    String packageInfo() {
        return """
                /**
                 * The context {@code NAME}: its tables, their marks, and what is special about erasing them. May depend on
                 * {@code services.base} and {@code commons}, never on another context.
                 */
                package io.tenantdeletion.services.NAME;
                """.replace("NAME", name);
    }

    String service(String schema) {
        String own = schema.equals(name) ? "" : """

                    @Override
                    public String schema() {
                        return "%s";
                    }
                """.formatted(schema);
        return """
                package io.tenantdeletion.services.NAME;

                import io.tenantdeletion.commons.service.TenantDataDeletionService;
                import jakarta.enterprise.context.ApplicationScoped;

                @ApplicationScoped
                class TYPEDeletion implements TenantDataDeletionService {

                    @Override
                    public String pathName() {
                        return "NAME";
                    }
                """.replace("NAME", name).replace("TYPE", type) + own + "}\n";
    }

    String entry() {
        return """
                package io.tenantdeletion.services.NAME;

                import io.tenantdeletion.commons.mark.TenantData;
                import io.tenantdeletion.services.base.TenantOwned;
                import jakarta.persistence.Column;
                import jakarta.persistence.Entity;
                import jakarta.persistence.Table;
                import java.time.Instant;

                /** What the context is about: rename it, and give it the columns it needs. */
                @Entity
                @Table(name = "NAME_entries", schema = "NAME")
                @TenantData
                public class TYPEEntry extends TenantOwned {

                    @Column(name = "name", nullable = false)
                    public String name;

                    @Column(name = "created_at", nullable = false)
                    public Instant createdAt;
                }
                """.replace("NAME", name).replace("TYPE", type);
    }

    String auditLog() {
        return """
                package io.tenantdeletion.services.NAME;

                import io.tenantdeletion.commons.mark.TenantData;
                import io.tenantdeletion.services.base.AuditEntry;
                import jakarta.persistence.Entity;
                import jakarta.persistence.Table;

                /** Who did what in this context. */
                @Entity
                @Table(name = "audit_logs", schema = "NAME")
                @TenantData
                public class TYPEAuditLog extends AuditEntry {}
                """.replace("NAME", name).replace("TYPE", type);
    }

    String migration() {
        return """
                create table NAME_entries (
                    id uuid not null primary key,
                    tenant_id uuid not null,
                    name text not null,
                    created_at timestamptz not null
                );
                create index NAME_entries_tenant_id_idx on NAME_entries (tenant_id);

                create table audit_logs (
                    id uuid not null primary key,
                    tenant_id uuid not null,
                    actor_id uuid,
                    action text not null,
                    resource_type text,
                    resource_id text,
                    details text,
                    created_at timestamptz not null
                );
                create index audit_logs_tenant_id_idx on audit_logs (tenant_id);
                create index audit_logs_actor_id_idx on audit_logs (actor_id);
                """.replace("NAME", name);
    }

    /** The marks, for tables that no entity maps. */
    String settings(Schema schema, List<Mark> marks) {
        StringBuilder lines =
                new StringBuilder("# The tables of " + name + ", which no entity maps: whose their rows are.\n");
        for (Mark mark : marks) {
            String table = mark.table().name();
            mark.questions()
                    .forEach(question -> lines.append("# REVIEW: ")
                            .append(table)
                            .append(": ")
                            .append(question)
                            .append('\n'));
            mark.settings()
                    .forEach((key, value) -> lines.append("deletion.tables.\"")
                            .append(schema.name())
                            .append('.')
                            .append(table)
                            .append("\".")
                            .append(key)
                            .append('=')
                            .append(value)
                            .append('\n'));
        }
        return lines.toString();
    }

    String contractTest(String schema) {
        return test("AbstractDeletionContractTest", "TYPEDeletionIT", schema, "");
    }

    String userContractTest(String schema, List<Mark> marks) {
        String anonymized = marks.stream()
                .filter(mark -> mark.settings().containsKey("anonymize"))
                .map(mark -> "\"" + mark.settings().get("user-column") + "\"")
                .distinct()
                .collect(Collectors.joining(", "));
        String more = """

                    @Override
                    protected String dataName() {
                        return "NAME";
                    }

                    @Override
                    protected List<String> anonymizedColumns() {
                        return List.of(ANONYMIZED);
                    }
                """.replace("ANONYMIZED", anonymized);
        return test("AbstractUserDeletionContractTest", "TYPEUserDeletionIT", schema, more);
    }

    private String test(String base, String test, String schema, String more) {
        String own = schema.equals(name) ? "" : """

                    @Override
                    protected String schema() {
                        return "%s";
                    }
                """.formatted(schema);
        return """
                package io.tenantdeletion.services.NAME;

                import io.quarkus.test.common.WithTestResource;
                import io.quarkus.test.junit.QuarkusTest;
                import io.tenantdeletion.commons.test.BASE;
                import io.tenantdeletion.commons.test.PlatformTestResource;
                LISTS
                @QuarkusTest
                @WithTestResource(PlatformTestResource.class)
                class TEST extends BASE {

                    @Override
                    protected String pathName() {
                        return "NAME";
                    }
                """.replace("LISTS", more.contains("List<") ? "import java.util.List;\n" : "")
                .replace("TEST", test)
                .replace("BASE", base)
                .concat(own + more)
                .replace("NAME", name)
                .replace("TYPE", type)
                .concat("}\n");
    }

    String participant(boolean namesUsers) {
        return """
                deletion.participants.NAME.url=${domain.services.url}
                deletion.participants.NAME.capabilities=${domain.services.capabilities}
                """.replace("NAME", name)
                + (namesUsers ? "deletion.participants." + name + ".user-data=" + name + "\n" : "");
    }
}
