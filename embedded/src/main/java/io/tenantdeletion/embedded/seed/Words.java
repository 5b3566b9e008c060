package io.tenantdeletion.embedded.seed;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The dictionary of texts: what a column of this name holds in a bakery. The first entry that matches counts. */
enum Words {
    EMAIL(".*e_?mail.*", "'person' || i || '@bakery.example'"),
    PHONE(".*phone.*", "'+34 6' || lpad(((i * 7919) % 100000000)::text, 8, '0')"),
    ADDRESS(
            "address|location",
            "'Calle Mayor ' || 1 + i % 180 || ', 280' || lpad((i % 55)::text, 2, '0') || ' Madrid'"),
    CITY("city", "Madrid", "Barcelona", "Valencia", "Sevilla", "Bilbao"),
    PERSON("contact_name|opened_by|.*full_name", "Ana Torres", "Luis Vega", "Marta Gil", "Jon Etxea", "Eva Ruiz"),
    PRODUCT("product_name", "Baguette", "Croissant", "Rye loaf", "Brioche", "Ensaimada", "Focaccia", "Pretzel"),
    INGREDIENT("ingredient.*", "Wheat flour", "Rye flour", "Butter", "Yeast", "Sea salt", "Sugar", "Milk"),
    NUTRIENT("nutrient", "Energy", "Protein", "Fat", "Carbohydrates", "Fibre", "Salt"),
    INSTRUCTION("instruction", "Mix", "Knead for ten minutes", "Let it rise", "Shape", "Bake at 220 degrees"),
    STATUS(".*status", "completed", "active", "pending", "completed", "cancelled"),
    SEVERITY("severity", "low", "medium", "high", "critical"),
    CHANNEL("channel", "shop", "web", "phone", "marketplace"),
    CURRENCY("currency", "'EUR'"),
    UNIT("unit", "kg", "g", "l", "piece"),
    METHOD(".*method", "card", "cash", "transfer"),
    CONDITION("condition", "sunny", "cloudy", "rain", "wind"),
    DIRECTION("direction", "inbound", "outbound"),
    PERIOD("period", "day", "week", "month"),
    PROVIDER("provider|source", "square", "toast", "aemet", "open-data"),
    ALGORITHM("algorithm", "prophet", "arima", "gradient-boosting"),
    METRIC("metric", "mape", "rmse", "mae", "coverage"),
    NUMBER("sku|.*_number|.*_id|reference|tax_id", "upper(substr(md5(i::text), 1, 4)) || '-' || lpad(i::text, 7, '0')"),
    KEY(".*key", "'forecast:' || md5(i::text)"),
    PATH(".*path|endpoint|.*url", "'/v1/items/' || i"),
    CLOCK("quiet_.*", "22:00", "06:30"),
    ACTION("action|.*event.*", "order.created", "order.changed", "stock.moved", "price.changed", "login"),
    RESOURCE("resource_type|.*_type", "order", "product", "supplier", "recipe", "session"),
    DOCUMENT(
            "payload|details?|content|body",
            "'{\"sequence\": ' || i || ', \"origin\": \"till-' || i % 12 || '\", \"checksum\": \"' || md5(i::text) || '\"}'"),
    SENTENCE(
            ".*(note|comment|message|description|reason|error)s?",
            "Delivered before opening time",
            "Customer asked for a later date",
            "Checked by the shift manager",
            "Quantity corrected after count"),
    NAME("name|title|subject|terminal", "initcap(left(md5(i::text), 5)) || ' ' || i");

    private final Pattern column;
    private final String expression;

    Words(String column, String first, String... others) {
        this.column = Pattern.compile(column);
        this.expression = others.length == 0 ? first : ColumnValues.pick(concat(first, others));
    }

    private static List<String> concat(String first, String... others) {
        String[] all = new String[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return List.of(all);
    }

    static Optional<Words> forColumn(String name) {
        for (Words words : values()) {
            if (words.column.matcher(name).matches()) {
                return Optional.of(words);
            }
        }
        return Optional.empty();
    }

    String expression() {
        return expression;
    }
}
