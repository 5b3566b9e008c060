package io.tenantdeletion.commons.sql;

import io.tenantdeletion.commons.sql.RowImage.Column;
import java.util.List;
import java.util.Set;

/**
 * A digest of rows that does not depend on their order: the sum of a hash of each. Taken of rows as they are removed,
 * and of rows as they come back, by the values in the table and not by what is written down of them.
 */
final class RowDigest {

    /** Of these PostgreSQL hashes all that a value is; of others, whose equal values may differ, the text is taken. */
    private static final Set<String> EXACT = Set.of(
            "pg_catalog.uuid",
            "pg_catalog.bool",
            "pg_catalog.int2",
            "pg_catalog.int4",
            "pg_catalog.int8",
            "pg_catalog.date",
            "pg_catalog.\"timestamp\"",
            "pg_catalog.timestamptz",
            "pg_catalog.bytea");

    /** Hashes are PostgreSQL's own affair and may be others in its next version. */
    static final String VERSION = "cast(current_setting('server_version_num') as int) / 10000";

    private RowDigest() {}

    /** A value as it is hashed. */
    static String value(String value, Column column) {
        return EXACT.contains(column.castType()) ? value : "cast(" + value + " as text) collate \"C\"";
    }

    /** The hash of a row. */
    static String ofRow(List<String> values) {
        return "hash_record_extended(row(" + String.join(", ", values) + "), 0)";
    }
}
