package io.tenantdeletion.commons.catalog;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/** Reads the graph from {@code pg_catalog} in one statement; sees what the connection's user may not read, too. */
public final class CatalogReader {

    private CatalogReader() {}

    /** The tables of the given schemas, every foreign key from or to one of them, and every copy of them. */
    public static Uni<Catalog> read(SqlClient client, Collection<String> schemas) {
        return client.preparedQuery(CatalogQuery.SQL)
                .execute(Tuple.of(schemas.toArray(String[]::new)))
                .map(rows -> catalog(rows.iterator().next()));
    }

    /**
     * The same, read anew only where something has changed since.
     *
     * @param known what was read before, of the same schemas; null the first time
     */
    public static Uni<Reading> read(SqlClient client, Collection<String> schemas, Reading known) {
        Tuple parameter = Tuple.of(schemas.toArray(String[]::new));
        return known == null
                ? readAnew(client, parameter)
                : client.preparedQuery(CatalogFingerprint.SQL)
                        .execute(parameter)
                        .map(rows -> rows.iterator().next().getString("fingerprint"))
                        .flatMap(fingerprint -> fingerprint.equals(known.fingerprint())
                                ? Uni.createFrom().item(known)
                                : readAnew(client, parameter));
    }

    private static Uni<Reading> readAnew(SqlClient client, Tuple schemas) {
        return client.preparedQuery(CatalogQuery.WITH_FINGERPRINT)
                .execute(schemas)
                .map(rows -> rows.iterator().next())
                .map(row -> new Reading(catalog(row), row.getString("fingerprint")));
    }

    /** The same on a blocking connection, for what follows migrations. */
    public static Catalog read(Connection connection, Collection<String> schemas) throws SQLException {
        String sql = CatalogQuery.SQL.replace("$1", "?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setArray(i, connection.createArrayOf("text", schemas.toArray()));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Catalog(
                        CatalogJson.list(new JsonArray(row.getString("tables")), CatalogJson::table),
                        CatalogJson.list(new JsonArray(row.getString("foreign_keys")), CatalogJson::foreignKey),
                        CatalogJson.list(
                                new JsonArray(row.getString("materialized_views")), CatalogJson::materializedView),
                        CatalogJson.role(new JsonObject(row.getString("role"))),
                        row.getBoolean("track_counts"));
            }
        }
    }

    private static Catalog catalog(Row row) {
        return new Catalog(
                CatalogJson.list(row.getJsonArray("tables"), CatalogJson::table),
                CatalogJson.list(row.getJsonArray("foreign_keys"), CatalogJson::foreignKey),
                CatalogJson.list(row.getJsonArray("materialized_views"), CatalogJson::materializedView),
                CatalogJson.role(row.getJsonObject("role")),
                row.getBoolean("track_counts"));
    }

    /**
     * A catalog.
     *
     * @param fingerprint differs as soon as the database's catalog does
     */
    public record Reading(Catalog catalog, String fingerprint) {}
}
