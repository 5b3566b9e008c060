package io.tenantdeletion.commons.catalog;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The answer of {@link CatalogQuery} as records. */
final class CatalogJson {

    private CatalogJson() {}

    static Table table(JsonObject json) {
        return new Table(
                name(json),
                list(json.getJsonArray("columns"), CatalogJson::column),
                lists(json.getJsonArray("indexes")),
                json.getLong("estimated_rows"),
                new Structure(
                        Structure.Kind.of(json.getString("kind")),
                        list(
                                json.getJsonArray("partitions"),
                                leaf -> new Structure.Partition(name(leaf), Structure.Kind.of(leaf.getString("kind")))),
                        list(json.getJsonArray("inherits_from"), CatalogJson::name),
                        list(json.getJsonArray("inherited_by"), CatalogJson::name),
                        strings(json.getJsonArray("primary_key")),
                        lists(json.getJsonArray("unique_keys"))),
                access(json));
    }

    static ForeignKey foreignKey(JsonObject json) {
        return new ForeignKey(
                json.getString("name"),
                new TableName(json.getString("from_schema"), json.getString("from_table")),
                new TableName(json.getString("to_schema"), json.getString("to_table")),
                list(
                        json.getJsonArray("references"),
                        pair -> new ForeignKey.Reference(
                                pair.getString("column"),
                                pair.getString("referenced"),
                                isTrue(pair, "nullable"),
                                isTrue(pair, "generated"))),
                new ForeignKey.Actions(
                        ForeignKey.Action.of(json.getString("on_delete")),
                        strings(json.getJsonArray("on_delete_columns")),
                        ForeignKey.Action.of(json.getString("on_update"))),
                new ForeignKey.State(
                        isTrue(json, "validated"),
                        isTrue(json, "deferrable"),
                        isTrue(json, "deferred"),
                        isTrue(json, "match_full"),
                        isTrue(json, "partial")));
    }

    static MaterializedView materializedView(JsonObject json) {
        return new MaterializedView(name(json), list(json.getJsonArray("tables"), CatalogJson::name));
    }

    static Role role(JsonObject json) {
        return new Role(json.getString("name"), isTrue(json, "superuser"), isTrue(json, "bypass"));
    }

    static <T> List<T> list(JsonArray array, Function<JsonObject, T> element) {
        return array.stream().map(JsonObject.class::cast).map(element).toList();
    }

    private static Column column(JsonObject json) {
        return new Column(
                json.getString("name"),
                json.getString("type"),
                isTrue(json, "nullable"),
                isTrue(json, "generated"),
                isTrue(json, "identity"));
    }

    private static Access access(JsonObject json) {
        JsonObject security = json.getJsonObject("row_security");
        JsonObject privileges = json.getJsonObject("privileges");
        return new Access(
                new Access.RowSecurity(
                        isTrue(security, "enabled"), isTrue(security, "forced"), isTrue(security, "applies")),
                new Access.Privileges(
                        isTrue(privileges, "usage"),
                        isTrue(privileges, "select"),
                        isTrue(privileges, "update"),
                        isTrue(privileges, "delete")),
                list(json.getJsonArray("triggers"), CatalogJson::trigger),
                strings(json.getJsonArray("rules")));
    }

    private static Trigger trigger(JsonObject json) {
        int type = json.getInteger("type");
        return new Trigger(
                new TableName(json.getString("schema"), json.getString("table")),
                json.getString("name"),
                new TableName(json.getString("function_schema"), json.getString("function")),
                new Trigger.Firing(
                        Arrays.stream(Trigger.Event.values())
                                .filter(event -> event.isIn(type))
                                .collect(Collectors.toUnmodifiableSet()),
                        (type & Trigger.Firing.FOR_EACH_ROW) != 0,
                        strings(json.getJsonArray("columns"))),
                Trigger.Mode.of(json.getString("enabled")));
    }

    private static TableName name(JsonObject json) {
        return new TableName(json.getString("schema"), json.getString("name"));
    }

    /** False also where PostgreSQL says NULL, because a table was dropped while it looked. */
    private static boolean isTrue(JsonObject json, String field) {
        return Boolean.TRUE.equals(json.getBoolean(field));
    }

    private static List<List<String>> lists(JsonArray array) {
        return array.stream()
                .map(JsonArray.class::cast)
                .map(CatalogJson::strings)
                .toList();
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
