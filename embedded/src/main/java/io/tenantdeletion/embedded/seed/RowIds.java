package io.tenantdeletion.embedded.seed;

import io.tenantdeletion.embedded.seed.SeedTable.Column;

/** SQL expressions for identifiers that follow from a scope (the tenant, or "shared"), a table and a row number. */
final class RowIds {

    /** Characters of a hash. */
    private static final int HASH = 32;

    private final String scope;

    RowIds(String scope) {
        this.scope = scope;
    }

    /** The identifier of row {@code number} (an SQL expression, counted from 1), in the type of the key's column. */
    String id(SeedTable table, Column key, String number) {
        String hash = "md5(" + SeedTable.literal(scope + "/" + table.qualified() + "/") + " || (" + number + "))";
        return switch (key.type()) {
            case "uuid" -> hash + "::uuid";
            case "text", "varchar", "bpchar" -> text(key, hash, number);
            case "int8", "numeric" -> Math.floorMod(scope.hashCode(), 1 << 22) * 1_000_000_000L + " + (" + number + ")";
            case "int4" -> Math.floorMod(scope.hashCode(), 20_000) * 100_000 + " + (" + number + ")::int";
            default ->
                throw new IllegalStateException(
                        "Cannot make identifiers of type " + key.type() + " for " + table.qualified());
        };
    }

    /** Short codes, such as a country's, are numbered: they are everybody's, and of one scope. */
    private static String text(Column key, String hash, String number) {
        int length = key.modifier() - 4;
        if (length < 1 || length >= HASH) {
            return hash;
        }
        return length >= HASH / 2
                ? "left(" + hash + ", " + length + ")"
                : "lpad(to_hex((" + number + ")::bigint), " + length + ", '0')";
    }

    /** The number of the row that row {@code number} points to; neighbours share a parent. */
    static String target(String number, long rows, long targetRows) {
        return "1 + ((" + number + ") - 1) * " + targetRows + " / " + rows;
    }

    /** As {@link #target}, backwards: the first row that points to row {@code i}, for what is set afterwards. */
    static String targetAfterwards(long rows, long targetRows) {
        return "least(" + targetRows + ", 1 + ((i - 1) * " + targetRows + " + " + (rows - 1) + ") / " + rows + ")";
    }

    /** The parent in a tree of four children each; the first three rows are roots. */
    static String targetInTree(String number, boolean optional) {
        return optional ? "nullif((" + number + ") / 4, 0)" : "greatest((" + number + ") / 4, 1)";
    }
}
