package io.tenantdeletion.moderation.kind;

import io.tenantdeletion.commons.migration.MigrationStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Puts the trigger on every moderated table that refuses whatever no approved submission explains. It fires in sessions
 * that switch triggers off, too.
 */
@ApplicationScoped
class WriteGuard implements MigrationStep {

    private static final String INSTALL = """
            do $$ begin
              if not exists (select from pg_trigger
                             where tgrelid = '%1$s'::regclass and tgname = 'moderated' and tgenabled = 'A') then
                drop trigger if exists moderated on %1$s;
                create trigger moderated before insert or update or delete on %1$s
                  for each row execute function moderation.require_submission(%2$s);
                alter table %1$s enable always trigger moderated;
              end if;
            end $$""";

    private final EntityKinds kinds;

    WriteGuard(EntityKinds kinds) {
        this.kinds = kinds;
    }

    @Override
    public void run(Connection connection, List<String> schemas) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (EntityKind kind : kinds.all()) {
                if (schemas.contains(kind.schema())) {
                    statement.execute(INSTALL.formatted(kind.table(), arguments(kind)));
                }
            }
        }
    }

    private static String arguments(EntityKind kind) {
        return "'" + kind.name() + "'"
                + kind.person().map(column -> ", '" + column + "'").orElse("");
    }
}
