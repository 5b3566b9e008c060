package io.tenantdeletion.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerTest {

    @Test
    void startsTwiceAtOnceAndLeavesNothingBehind() throws SQLException {
        Path directory;
        long pid;
        try (PostgresServer first = PostgresServer.start("domain", "tenant");
                PostgresServer second = PostgresServer.start()) {
            pid = first.pid();
            directory = first.directory();
            assertTrue(Files.exists(directory));
            assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
            assertFalse(first.port() == second.port());
            assertEquals("domain", answer(first, "domain", "SELECT current_database()"));
            assertEquals("17", answer(first, "tenant", "SHOW server_version").replaceFirst("\\..*", ""));
            assertEquals("on", answer(first, "tenant", "SHOW fsync"));
            assertEquals("Ä", answer(first, "tenant", "SELECT upper('ä')"));
        }
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertFalse(Files.exists(directory));
    }

    private static String answer(PostgresServer server, String database, String query) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
