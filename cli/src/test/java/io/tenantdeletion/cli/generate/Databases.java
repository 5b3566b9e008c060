package io.tenantdeletion.cli.generate;

import io.tenantdeletion.embedded.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases to generate from. */
final class Databases {

    private static final String NAME = "shop";

    private Databases() {}

    /** A schema of somebody's own, {@code shop_loyalty}. */
    static PostgresServer withLoyalty() throws IOException {
        PostgresServer postgres = PostgresServer.startNonDurable(NAME);
        try (InputStream script = Databases.class.getResourceAsStream("/loyalty.sql");
                Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(NAME), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return postgres;
    }

    /** Where it is, for whoever may come without a password. */
    static String url(PostgresServer postgres) {
        return postgres.jdbcUrl(NAME) + "?user=" + postgres.user() + "&password=" + postgres.password();
    }
}
