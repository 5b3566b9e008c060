package io.tenantdeletion.services;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every table that the reference platform's twelve contexts are meant to have, by hand and on purpose: what their
 * migrations and entities are compared with. Other contexts need no line here. {@code ^} marks a table that reaches its
 * tenant through a parent, {@code *} one that belongs to no tenant.
 */
final class ExpectedTables {

    /** How a table knows its tenant. */
    enum Way {
        COLUMN,
        PARENT,
        SHARED
    }

    private static final String TABLES = """
            orders: customers ^customer_preferences orders ^order_items ^order_status_history audit_logs
            inventory: suppliers products stock_movements low_stock_alerts purchase_orders audit_logs
            recipes: recipes ^recipe_versions ^recipe_ingredients ^recipe_steps ^recipe_nutrition audit_logs
            sales: sales_records ^sale_items aggregated_sales sales_reports predictions audit_logs
            production: production_plans production_schedules production_batches production_runs ^run_ingredients \
            ^run_steps quality_checks audit_logs
            suppliers: suppliers ^supplier_products contracts purchase_orders ^purchase_order_items payments audit_logs
            pos: pos_configurations pos_sessions pos_transactions ^pos_transaction_items pos_webhook_logs \
            pos_sync_logs audit_logs
            external: tenant_weather_data external_data_cache api_key_usage audit_logs *city_weather_data \
            *city_traffic_data
            forecasting: prediction_batches forecasts model_performance_metrics prediction_cache audit_logs
            training: training_jobs trained_models ^model_versions ^model_metrics audit_logs
            notifications: notifications notification_preferences ^notification_logs audit_logs
            alerts: alert_rules alerts ^alert_interactions ^alert_history audit_logs
            """;

    private ExpectedTables() {}

    /** Tables by {@code schema.table}. */
    static Map<String, Way> all() {
        return TABLES.lines()
                .flatMap(line -> Arrays.stream(line.split(": ")[1].split(" "))
                        .map(table ->
                                Map.entry(line.split(":")[0] + "." + table.replaceFirst("^[\\^*]", ""), way(table))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    /** Whether a table is one of the twelve contexts'. */
    static boolean isInTheirSchemas(String table) {
        String schema = table.split("\\.")[0];
        return all().keySet().stream().anyMatch(each -> each.startsWith(schema + "."));
    }

    /** Those of them that know their tenant in one way. */
    static Set<String> thatReachTheirTenantBy(Way way) {
        return all().entrySet().stream()
                .filter(table -> table.getValue() == way)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Way way(String table) {
        return switch (table.charAt(0)) {
            case '^' -> Way.PARENT;
            case '*' -> Way.SHARED;
            default -> Way.COLUMN;
        };
    }
}
