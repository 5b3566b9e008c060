package io.tenantdeletion.embedded.seed;

import io.tenantdeletion.embedded.seed.SeedTable.Column;
import io.tenantdeletion.embedded.seed.SeedTable.Reference;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads tables, columns and foreign keys from PostgreSQL's catalog. */
final class SeedCatalog {

    private static final String TABLES = """
            select c.oid, n.nspname, c.relname,
                   (select array_agg(a.attname::text order by a.attnum)
                      from pg_index x join pg_attribute a on a.attrelid = c.oid and a.attnum = any (x.indkey)
                     where x.indrelid = c.oid and x.indisprimary)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = any (?) and c.relkind in ('r', 'p') and not c.relispartition
               and c.relname not like 'flyway_schema_history%'
             order by n.nspname, c.relname
            """;

    private static final String COLUMNS = """
            select a.attname, case t.typtype when 'e' then format_type(t.oid, null) else coalesce(b.typname, t.typname) end,
                   a.atttypmod, not a.attnotnull,
                   exists (select 1 from pg_index x
                            where x.indrelid = a.attrelid and x.indisunique and a.attnum = any (x.indkey)),
                   (select array_agg(e.enumlabel::text order by e.enumsortorder)
                      from pg_enum e where e.enumtypid = t.oid),
                   (select string_agg(pg_get_constraintdef(k.oid), ' ')
                      from pg_constraint k
                     where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum])
              from pg_attribute a join pg_type t on t.oid = a.atttypid
              left join pg_type b on b.oid = nullif(t.typbasetype, 0)
             where a.attrelid = ? and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
             order by a.attnum
            """;

    private static final String REFERENCES = """
            select (select array_agg(a.attname::text order by u.place)
                      from unnest(k.conkey) with ordinality u (number, place)
                      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number),
                   n.nspname, c.relname,
                   (select array_agg(a.attname::text order by u.place)
                      from unnest(k.confkey) with ordinality u (number, place)
                      join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number)
              from pg_constraint k
              join pg_class c on c.oid = k.confrelid
              join pg_namespace n on n.oid = c.relnamespace
             where k.conrelid = ? and k.contype = 'f'
             order by k.conname
            """;

    // CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text])))
    private static final Pattern ONE_OF = Pattern.compile("= ANY \\(+ARRAY\\[(.*?)]");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");

    private final Connection connection;

    SeedCatalog(Connection connection) {
        this.connection = connection;
    }

    List<SeedTable> tables(List<String> schemas) throws SQLException {
        List<SeedTable> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TABLES)) {
            query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    long oid = row.getLong(1);
                    tables.add(new SeedTable(
                            row.getString(2), row.getString(3), columns(oid), texts(row.getArray(4)), references(oid)));
                }
            }
        }
        return tables;
    }

    private List<Column> columns(long table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            query.setLong(1, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    List<String> labels = texts(row.getArray(6));
                    columns.add(new Column(
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3),
                            row.getBoolean(4),
                            row.getBoolean(5),
                            labels.isEmpty() ? oneOf(row.getString(7)) : labels));
                }
            }
        }
        return columns;
    }

    private List<Reference> references(long table) throws SQLException {
        List<Reference> references = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(REFERENCES)) {
            query.setLong(1, table);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    references.add(new Reference(
                            texts(row.getArray(1)), row.getString(2), row.getString(3), texts(row.getArray(4))));
                }
            }
        }
        return references;
    }

    static List<String> oneOf(String checks) {
        List<String> values = new ArrayList<>();
        Matcher list = ONE_OF.matcher(checks == null ? "" : checks);
        if (list.find()) {
            Matcher value = QUOTED.matcher(list.group(1));
            while (value.find()) {
                values.add(value.group(1).replace("''", "'"));
            }
        }
        return values;
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
