package io.tenantdeletion.commons.random;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Types of key columns, each with as many values as one wants, awkward ones among them. */
enum ValueType {
    BIGINT("bigint"),
    INTEGER("integer"),
    UUID("uuid"),
    TEXT("text"),
    VARCHAR("varchar(60)"),
    CHAR("char(12)"),
    COLLATED("text collate \"POSIX\""),
    ANY_CASE("text collate public.any_case"),
    NUMERIC("numeric(20, 2)"),
    DATE("date"),
    TIMESTAMP("timestamptz"),
    BYTES("bytea"),
    ADDRESS("inet"),
    DOMAIN("public.positive"),
    NESTED_DOMAIN("public.label"),
    ENUM("public.grade");

    /** What there must be in the database. */
    static final String TYPES = """
            create collation if not exists public.any_case
                (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            do $$
            begin
                if to_regtype('public.grade') is null then
                    create domain public.positive as bigint check (value > 0);
                    create domain public.short_text as text check (length(value) < 100);
                    create domain public.label as public.short_text;
                    execute 'create type public.grade as enum ('
                        || (select string_agg(quote_literal('Grade ' || i), ', ') from generate_series(0, 9999) i) || ')';
                end if;
            end
            $$""";

    /** Those that can hold tenants' ids. */
    static final List<ValueType> OF_TENANTS = List.of(UUID, UUID, BIGINT, TEXT, VARCHAR, INTEGER, NESTED_DOMAIN);

    private static final List<String> TAILS =
            List.of("", "'s", " \"x\"", ",{}", "\\", " ", "NULL", ":a ?", "--", "Ünï", "$1", "\t");

    private static final LocalDateTime EPOCH = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final String sql;

    ValueType(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** The value of that number, as text. */
    String value(long number) {
        return switch (this) {
            case BIGINT -> String.valueOf((number % 2 == 0 ? 1 : -1) * number * 4_294_967_311L);
            case INTEGER -> String.valueOf(number);
            case UUID -> new UUID(number * 0x9E37_79B9_7F4A_7C15L, number).toString();
            case TEXT, VARCHAR, COLLATED, ANY_CASE, NESTED_DOMAIN -> number + TAILS.get((int) (number % TAILS.size()));
            case CHAR -> "c" + number;
            case NUMERIC -> number + ".50";
            case DATE -> LocalDate.ofEpochDay(number).toString();
            case BYTES -> "\\x" + "%08x".formatted(number) + "00ff";
            case ADDRESS -> "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
            case DOMAIN -> String.valueOf(number + 1);
            case ENUM -> "Grade " + number;
            case TIMESTAMP -> EPOCH.plus(number, ChronoUnit.MICROS) + "Z";
        };
    }
}
