package io.tenantdeletion.commons.restorelog;

import io.smallrye.mutiny.Uni;
import io.tenantdeletion.commons.catalog.Structure;
import io.tenantdeletion.commons.catalog.TableName;
import io.tenantdeletion.commons.plan.Plan;
import io.tenantdeletion.commons.plan.Step;
import io.tenantdeletion.commons.sql.RowImage;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the rows of a plan's tables consist of, from the catalog as the transaction sees it. */
public final class RowImages {

    // Of arrays there are no arrays; one of composite values would be taken apart into their fields.
    private static final String COLUMNS = """
            select n.nspname, c.relname, a.attname,
                   quote_ident(tn.nspname) || '.' || quote_ident(t.typname) || '/' || a.atttypmod as exact,
                   quote_ident(tn.nspname) || '.' || quote_ident(t.typname) as type,
                   case when t.typcategory not in ('A', 'C') and t.typarray <> 0
                        then quote_ident(an.nspname) || '.' || quote_ident(l.typname) end as array_type,
                   quote_ident(on_.nspname) || '.' || quote_ident(o.collname) as collation_name,
                   a.attnotnull,
                   t.typlen = -1 and t.typcategory not in ('N', 'I') and a.atttypmod not between 0 and 1000 as wide
            from json_array_elements(cast(cast(:tables as text) as json)) e
            join pg_catalog.pg_namespace n on n.nspname = e ->> 0
            join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = e ->> 1
            join pg_catalog.pg_attribute a on a.attrelid = c.oid
             and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            join pg_catalog.pg_type t on t.oid = a.atttypid
            join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
            left join pg_catalog.pg_type l on l.oid = t.typarray
            left join pg_catalog.pg_namespace an on an.oid = l.typnamespace
            left join pg_catalog.pg_collation o on o.oid = a.attcollation
            left join pg_catalog.pg_namespace on_ on on_.oid = o.collnamespace
            order by 1, 2, a.attnum""";

    // Whatever a session is set to, a value must come back as it was.
    private static final String SETTINGS = """
            select set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true),
                   set_config('TimeZone', 'UTC', true), set_config('extra_float_digits', '1', true),
                   set_config('bytea_output', 'hex', true), set_config('lc_monetary', 'C', true),
                   set_config('xmloption', 'content', true), set_config('work_mem', '64MB', true)""";

    private RowImages() {}

    /** Pins, for this transaction, how values are written and read as text. */
    public static Uni<Void> pinSettings(Mutiny.Session session) {
        return session.createNativeQuery(SETTINGS, Object[].class)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** The rows' columns of every table that a step of the plan touches. */
    public static Uni<Map<TableName, RowImage>> of(Mutiny.Session session, Plan plan) {
        return of(session, plan, plan.steps().stream().map(Step::table));
    }

    /** As {@link #of(Mutiny.Session, Plan)}, of these tables; one that there is not any more is left out. */
    public static Uni<Map<TableName, RowImage>> of(Mutiny.Session session, Plan plan, Stream<TableName> tables) {
        JsonArray names = new JsonArray();
        tables.distinct()
                .map(table -> new JsonArray().add(table.schema()).add(table.name()))
                .forEach(names::add);
        return session.createNativeQuery(COLUMNS, Object[].class)
                .setParameter("tables", names.encode())
                .getResultList()
                .map(rows -> images(rows, plan));
    }

    private static Map<TableName, RowImage> images(List<Object[]> rows, Plan plan) {
        Map<TableName, List<RowImage.Column>> columns = new HashMap<>();
        rows.forEach(row -> columns.computeIfAbsent(
                        new TableName((String) row[0], (String) row[1]), table -> new ArrayList<>())
                .add(new RowImage.Column(
                        (String) row[2],
                        (String) row[3],
                        (String) row[4],
                        Optional.ofNullable((String) row[5]),
                        Optional.ofNullable((String) row[6]),
                        !(Boolean) row[7],
                        (Boolean) row[8])));
        Map<TableName, RowImage> images = new HashMap<>();
        columns.forEach((table, list) -> images.put(table, new RowImage(table, list, key(table, list, plan))));
        return images;
    }

    private static List<String> key(TableName table, List<RowImage.Column> columns, Plan plan) {
        return plan.catalog()
                .table(table)
                .map(found -> keys(found.structure())
                        .filter(key -> !key.isEmpty()
                                && key.stream()
                                        .allMatch(name -> columns.stream()
                                                .anyMatch(
                                                        column -> column.name().equals(name) && !column.nullable())))
                        .findFirst()
                        .orElse(List.of()))
                .orElse(List.of());
    }

    private static Stream<List<String>> keys(Structure structure) {
        return Stream.concat(Stream.of(structure.primaryKey()), structure.uniqueKeys().stream());
    }
}
