package io.tenantdeletion.commons.fence;

import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.fence.InstalledFence.InstalledTrigger;
import io.tenantdeletion.commons.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Creates the triggers that are missing and drops those that nobody needs any more. Each table is locked against
 * writers for a moment, in a transaction of its own, and never waited for at length: writers would queue behind. A
 * table that is not to be had is left as it is; the gate reports it.
 */
final class FenceInstaller {

    private static final Logger LOG = Logger.getLogger(FenceInstaller.class);

    private static final String ALONE = "select pg_advisory_lock(hashtextextended('tenant_deletion.fence', 0))";
    private static final String NOT_ALONE = "select pg_advisory_unlock(hashtextextended('tenant_deletion.fence', 0))";
    private static final String LOCK_TIMEOUT = "set local lock_timeout = '1s'";
    private static final String PAUSE = "select pg_sleep(0.2)";
    private static final int TRIES = 15;

    // What the functions compute must not depend on how the caller's names are resolved.
    private static final String AS_IN_FUNCTIONS = "set local search_path = pg_catalog, pg_temp";

    private final Connection connection;
    private final InstalledFence installed;

    /** @param connection of the migration role, in a transaction; committed in between */
    FenceInstaller(Connection connection) {
        this.connection = connection;
        this.installed = new InstalledFence(connection);
    }

    /** Brings the tables of these schemas to what is needed. Several processes may do so at once. */
    void install(Collection<String> schemas, Collection<GuardedTable> guarded) throws SQLException {
        connection.commit();
        execute(ALONE);
        try {
            epochs(guarded.stream().map(GuardedTable::service).distinct().toList());
            List<FenceTrigger> needed = functions(guarded, installed.tables(schemas));
            triggers(needed, installed.triggers(schemas));
            for (String unused : installed.unusedFunctions()) {
                execute("drop function " + FenceFunctions.quoted(unused) + "()");
            }
            connection.commit();
        } finally {
            connection.rollback();
            execute(NOT_ALONE);
            connection.commit();
        }
    }

    private void epochs(List<String> services) throws SQLException {
        for (String service : services) {
            execute("insert into tenant_deletion.fence_epoch (service, bucket) select " + Identifiers.literal(service)
                    + ", b from generate_series(0, 63) b on conflict do nothing");
        }
        connection.commit();
    }

    /** Makes the functions what they should be; gives the triggers that can call them. */
    private List<FenceTrigger> functions(Collection<GuardedTable> guarded, Map<TableName, StoredTable> tables)
            throws SQLException {
        Map<String, String> present = installed.functions();
        List<FenceTrigger> triggers = new ArrayList<>();
        for (GuardedTable each : guarded) {
            StoredTable stored = tables.get(each.name());
            if (stored != null && functions(each, present)) {
                triggers.addAll(new FenceTriggers(each, stored).needed());
            }
        }
        return triggers;
    }

    private boolean functions(GuardedTable guarded, Map<String, String> present) throws SQLException {
        FenceFunctions functions = new FenceFunctions(guarded);
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(functions.ofStatement(), functions.ofStatementText());
        texts.put(functions.ofRow(), functions.ofRowText());
        texts.entrySet().removeIf(function -> function.getValue().equals(present.get(function.getKey())));
        if (texts.isEmpty()) {
            return true;
        }
        try {
            execute(AS_IN_FUNCTIONS);
            execute(functions.trial());
            for (Map.Entry<String, String> function : texts.entrySet()) {
                execute(FenceFunctions.DECLARATION.formatted(
                        FenceFunctions.quoted(function.getKey()), Identifiers.literal(function.getValue())));
            }
            connection.commit();
            return true;
        } catch (SQLException failure) {
            connection.rollback();
            LOG.errorf(failure, "No fence for %s: whose its rows are cannot be told.", guarded.name());
            return false;
        }
    }

    private void triggers(List<FenceTrigger> needed, List<InstalledTrigger> present) throws SQLException {
        for (FenceTrigger trigger : needed) {
            boolean isThere = present.stream()
                    .filter(is ->
                            is.table().equals(trigger.table()) && is.name().equals(trigger.name()))
                    .anyMatch(is -> Objects.equals(is.description(), trigger.description()));
            if (!isThere) {
                change(trigger.table(), trigger.statements());
            }
        }
        for (InstalledTrigger trigger : present) {
            boolean isNeeded = needed.stream()
                    .anyMatch(each ->
                            each.table().equals(trigger.table()) && each.name().equals(trigger.name()));
            if (!isNeeded) {
                change(
                        trigger.table(),
                        List.of("drop trigger if exists " + Identifiers.quoted(trigger.name()) + " on "
                                + Identifiers.quoted(trigger.table())));
            }
        }
    }

    /** One table's change, all of it or nothing, tried again where others hold the table. */
    private void change(TableName table, List<String> statements) throws SQLException {
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                execute(LOCK_TIMEOUT);
                for (String statement : statements) {
                    execute(statement);
                }
                connection.commit();
                return;
            } catch (SQLException failure) {
                connection.rollback();
                if (!"55P03".equals(failure.getSQLState()) || tries == TRIES) {
                    LOG.warnf(failure, "fence.not_installed on %s: the next start tries again.", table);
                    return;
                }
                execute(PAUSE);
                connection.commit();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
