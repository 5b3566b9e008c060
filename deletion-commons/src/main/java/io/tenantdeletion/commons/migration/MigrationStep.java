package io.tenantdeletion.commons.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What must follow every migration because it depends on the tables that there are, such as triggers on each of them. A
 * bean of this type runs at every start, and finds most of its work done.
 */
public interface MigrationStep {

    /**
     * Does what is missing.
     *
     * @param connection of the migration role, in a transaction of this step's own, which is committed afterwards; of
     *     all processes on this database only one is in such a step at a time
     * @param schemas of the services that this process serves
     * @throws SQLException where it cannot be done; the process does not start then
     */
    void run(Connection connection, List<String> schemas) throws SQLException;
}
