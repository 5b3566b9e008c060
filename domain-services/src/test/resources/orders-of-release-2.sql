-- The service orders as the release with version 2 of tenant_deletion had left it: two tenants with an order each, one tenant in the
-- middle of its purge: its fence stands, what was below its orders is gone, and the ledger says how many rows that was.
insert into orders.customers (id, tenant_id, name, loyalty_points, active, created_at)
select gen_random_uuid(), tenant, 'Ada', 1, true, now()
from unnest(array['00000000-0000-4000-8000-0000000000b1'::uuid, '00000000-0000-4000-8000-0000000000b2']) as t (tenant);
insert into orders.customer_preferences (id, customer_id, preference, updated_at)
select gen_random_uuid(), id, 'rye', now() from orders.customers where tenant_id = '00000000-0000-4000-8000-0000000000b2';
insert into orders.orders (id, tenant_id, customer_id, order_number, status, total_amount, currency, created_at)
select gen_random_uuid(), tenant_id, id, 'A-1', 'open', 12.50, 'EUR', now() from orders.customers;
insert into orders.order_items (id, order_id, product_name, quantity, unit_price, line_total)
select gen_random_uuid(), id, 'bread', 2, 6.25, 12.50 from orders.orders
where tenant_id = '00000000-0000-4000-8000-0000000000b2';

select tenant_deletion.set_fence('orders', 'tenant', '00000000-0000-4000-8000-0000000000b1',
  '00000000-0000-4000-8000-0000000000b1', 'a3f19c07', '00000000-0000-4000-8000-0000000000a1');
update tenant_deletion.fence set snapshot = pg_current_snapshot(), purge_begun_at = now();
insert into tenant_deletion.ledger (service, subject_kind, subject_id, job_id, table_name, deleted)
select 'orders', 'tenant', '00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000a1', name, deleted
from (values ('order_items', 40), ('order_status_history', 7), ('customer_preferences', 2)) as gone (name, deleted);
