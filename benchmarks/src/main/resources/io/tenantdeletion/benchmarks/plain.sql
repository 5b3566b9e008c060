-- One tenant's deletion as a person with the schemas at hand writes it: in the order of the foreign keys, one statement
-- a table, one transaction a service. Kept by hand, so that it owes nothing to the planner it is compared with.
-- "--> service" begins a service's transaction; :tenant is the tenant.

--> orders
delete from orders.order_status_history where order_id in (select id from orders.orders where tenant_id = :tenant);
delete from orders.order_items where order_id in (select id from orders.orders where tenant_id = :tenant);
delete from orders.orders where tenant_id = :tenant;
delete from orders.customer_preferences where customer_id in (select id from orders.customers where tenant_id = :tenant);
delete from orders.customers where tenant_id = :tenant;
delete from orders.audit_logs where tenant_id = :tenant;

--> inventory
delete from inventory.low_stock_alerts where tenant_id = :tenant;
delete from inventory.stock_movements where tenant_id = :tenant;
delete from inventory.products where tenant_id = :tenant;
delete from inventory.purchase_orders where tenant_id = :tenant;
delete from inventory.suppliers where tenant_id = :tenant;
delete from inventory.audit_logs where tenant_id = :tenant;

--> recipes
update recipes.recipes set current_version_id = null where tenant_id = :tenant;
delete from recipes.recipe_ingredients where recipe_version_id in
  (select v.id from recipes.recipe_versions v join recipes.recipes r on r.id = v.recipe_id where r.tenant_id = :tenant);
delete from recipes.recipe_steps where recipe_version_id in
  (select v.id from recipes.recipe_versions v join recipes.recipes r on r.id = v.recipe_id where r.tenant_id = :tenant);
delete from recipes.recipe_nutrition where recipe_version_id in
  (select v.id from recipes.recipe_versions v join recipes.recipes r on r.id = v.recipe_id where r.tenant_id = :tenant);
delete from recipes.recipe_versions where recipe_id in (select id from recipes.recipes where tenant_id = :tenant);
delete from recipes.recipes where tenant_id = :tenant;
delete from recipes.audit_logs where tenant_id = :tenant;

--> sales
delete from sales.sale_items where sales_record_id in (select id from sales.sales_records where tenant_id = :tenant);
delete from sales.sales_records where tenant_id = :tenant;
delete from sales.aggregated_sales where tenant_id = :tenant;
delete from sales.sales_reports where tenant_id = :tenant;
delete from sales.predictions where tenant_id = :tenant;
delete from sales.audit_logs where tenant_id = :tenant;

--> production
delete from production.quality_checks where tenant_id = :tenant;
delete from production.run_steps where run_id in (select id from production.production_runs where tenant_id = :tenant);
delete from production.run_ingredients where run_id in (select id from production.production_runs where tenant_id = :tenant);
delete from production.production_runs where tenant_id = :tenant;
delete from production.production_batches where tenant_id = :tenant;
delete from production.production_schedules where tenant_id = :tenant;
delete from production.production_plans where tenant_id = :tenant;
delete from production.audit_logs where tenant_id = :tenant;

--> suppliers
delete from suppliers.payments where tenant_id = :tenant;
delete from suppliers.purchase_order_items where purchase_order_id in
  (select id from suppliers.purchase_orders where tenant_id = :tenant);
delete from suppliers.purchase_orders where tenant_id = :tenant;
delete from suppliers.contracts where tenant_id = :tenant;
delete from suppliers.supplier_products where supplier_id in (select id from suppliers.suppliers where tenant_id = :tenant);
delete from suppliers.suppliers where tenant_id = :tenant;
delete from suppliers.audit_logs where tenant_id = :tenant;

--> pos
delete from pos.pos_transaction_items where transaction_id in (select id from pos.pos_transactions where tenant_id = :tenant);
delete from pos.pos_transactions where tenant_id = :tenant;
delete from pos.pos_sessions where tenant_id = :tenant;
delete from pos.pos_webhook_logs where tenant_id = :tenant;
delete from pos.pos_sync_logs where tenant_id = :tenant;
delete from pos.pos_configurations where tenant_id = :tenant;
delete from pos.audit_logs where tenant_id = :tenant;

--> external
delete from external.tenant_weather_data where tenant_id = :tenant;
delete from external.external_data_cache where tenant_id = :tenant;
delete from external.api_key_usage where tenant_id = :tenant;
delete from external.audit_logs where tenant_id = :tenant;

--> forecasting
delete from forecasting.forecasts where tenant_id = :tenant;
delete from forecasting.prediction_batches where tenant_id = :tenant;
delete from forecasting.model_performance_metrics where tenant_id = :tenant;
delete from forecasting.prediction_cache where tenant_id = :tenant;
delete from forecasting.audit_logs where tenant_id = :tenant;

--> training
delete from training.model_metrics where model_version_id in
  (select v.id from training.model_versions v join training.trained_models m on m.id = v.model_id
    where m.tenant_id = :tenant);
delete from training.model_versions where model_id in (select id from training.trained_models where tenant_id = :tenant);
delete from training.trained_models where tenant_id = :tenant;
delete from training.training_jobs where tenant_id = :tenant;
delete from training.audit_logs where tenant_id = :tenant;

--> notifications
delete from notifications.notification_logs where notification_id in
  (select id from notifications.notifications where tenant_id = :tenant);
delete from notifications.notifications where tenant_id = :tenant;
delete from notifications.notification_preferences where tenant_id = :tenant;
delete from notifications.audit_logs where tenant_id = :tenant;

--> alerts
delete from alerts.alert_history where alert_id in (select id from alerts.alerts where tenant_id = :tenant);
delete from alerts.alert_interactions where alert_id in (select id from alerts.alerts where tenant_id = :tenant);
delete from alerts.alerts where tenant_id = :tenant;
delete from alerts.alert_rules where tenant_id = :tenant;
delete from alerts.audit_logs where tenant_id = :tenant;

--> tenant
delete from tenant.audit_logs where tenant_id = :tenant;
delete from tenant.tenant_settings where tenant_id = :tenant;
delete from tenant.subscriptions where tenant_id = :tenant;
delete from tenant.tenant_members where tenant_id = :tenant;
delete from tenant.tenants where id = :tenant;
