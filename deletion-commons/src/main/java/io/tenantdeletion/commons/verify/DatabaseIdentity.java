package io.tenantdeletion.commons.verify;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Which database cluster this is, as PostgreSQL has numbered it when it was made; asked once. A managed PostgreSQL may
 * keep it to itself.
 */
final class DatabaseIdentity {

    private static final String ALLOWED = """
            select has_function_privilege('pg_catalog.pg_control_system()', 'execute'), current_database()
            """;
    private static final String IDENTIFIER =
            "select cast(system_identifier as text), current_database() from pg_catalog.pg_control_system()";

    private volatile boolean asked;
    private volatile String identifier;

    /** What is known of it, or null. */
    String known() {
        return identifier;
    }

    /** Asks for it, unless that was done before. */
    Uni<Void> ask(Mutiny.Session session) {
        if (asked) {
            return Uni.createFrom().voidItem();
        }
        return rows(session, ALLOWED)
                .chain(allowed -> Boolean.TRUE.equals(allowed.get(0)[0])
                        ? rows(session, IDENTIFIER).invoke(rows -> identifier = (String) rows.get(0)[0])
                        : Uni.createFrom().item(List.of()))
                .invoke(() -> asked = true)
                .replaceWithVoid();
    }

    private static Uni<List<Object[]>> rows(Mutiny.Session session, String sql) {
        return session.createNativeQuery(sql, Object[].class).getResultList();
    }
}
