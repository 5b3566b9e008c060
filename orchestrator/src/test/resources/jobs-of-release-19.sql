-- Jobs as the release with the schema of version 19 had written them: asked for, then changed as its runs changed them, so that its
-- triggers have written their lines and events, too. Runs that are under way have a lease that has not run out.
with job (job_id, tenant_id, due_at) as (values
  ('00000000-0000-4000-8000-0000000000a1'::uuid, '00000000-0000-4000-8000-0000000000b1'::uuid, now() + interval '1 day'),
  ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000b2', now()),
  ('00000000-0000-4000-8000-0000000000a3', '00000000-0000-4000-8000-0000000000b3', now()),
  ('00000000-0000-4000-8000-0000000000a4', '00000000-0000-4000-8000-0000000000b4', now()),
  ('00000000-0000-4000-8000-0000000000a5', '00000000-0000-4000-8000-0000000000b5', now()),
  ('00000000-0000-4000-8000-0000000000a6', '00000000-0000-4000-8000-0000000000b6', now() + interval '1 day')),
made as (
  insert into orchestrator.deletion_jobs (job_id, tenant_id, kind, tenant_name, initiated_by, requested_as, reason, status,
    due_at, suspension, suspension_tried_at, approval, created_at, changed_by, changed_from, forced, released, disregarded)
  select job_id, tenant_id, 'tenant', 'Bakery ' || tenant_id, '00000000-0000-4000-8000-0000000000c1', 'owner', 'moves',
    'pending', due_at, 'suspended', now(), 'not_needed', now(), '00000000-0000-4000-8000-0000000000c1', '192.0.2.7', false,
    true, '{}'
  from job)
insert into orchestrator.deletion_steps (job_id, phase, service, position)
select job_id, case service when 'tenant' then 'tenant' else 'purge' end, service, position
from job, unnest(array['orders', 'inventory', 'recipes', 'sales', 'production', 'suppliers', 'pos', 'external',
  'forecasting', 'training', 'notifications', 'alerts', 'tenant']) with ordinality as s (service, position);

-- Asked for, and taken back.
update orchestrator.deletion_jobs set status = 'cancelled', completed_at = now(), suspension = 'unwanted',
  changed_by = '00000000-0000-4000-8000-0000000000c1'
where job_id = '00000000-0000-4000-8000-0000000000a6';

-- The others but the first have begun.
update orchestrator.deletion_jobs set status = 'in_progress', started_at = now(), fences = 'set', changed_by = 'orchestrator',
  changed_from = null, run_id = gen_random_uuid(), lease_until = now() + interval '1 hour'
where job_id between '00000000-0000-4000-8000-0000000000a2' and '00000000-0000-4000-8000-0000000000a5';
insert into orchestrator.deletion_steps (job_id, phase, service, position, status, attempts, started_at, completed_at,
  evidence)
select job_id, 'prepare', service, position, 'completed', 1, now(), now(),
  jsonb_build_object('fence', jsonb_build_object('plan_version', 'a3f19c07', 'fenced_at', now()))
from orchestrator.deletion_steps
where phase = 'purge' and job_id between '00000000-0000-4000-8000-0000000000a2' and '00000000-0000-4000-8000-0000000000a5';
insert into orchestrator.deletion_steps (job_id, phase, service, position)
select job_id, 'verify', service, position from orchestrator.deletion_steps
where phase = 'prepare' and job_id between '00000000-0000-4000-8000-0000000000a2' and '00000000-0000-4000-8000-0000000000a5';

-- Refused in prepare: nothing was deleted, and fences are lifted.
update orchestrator.deletion_steps set status = 'failed', errors = '["refused: deletion-refused"]', completed_at = now()
where job_id = '00000000-0000-4000-8000-0000000000a3' and phase = 'prepare' and service = 'pos';
update orchestrator.deletion_steps set status = 'skipped',
  errors = '["skipped: runs after every step before it has completed"]', completed_at = now()
where job_id = '00000000-0000-4000-8000-0000000000a3' and status = 'pending';
update orchestrator.deletion_jobs set status = 'failed', completed_at = now(), waiting_for = 'refused', waiting_since = now(),
  waiting_detail = 'pos refuses', fences = 'lifted', run_id = null, lease_until = null
where job_id = '00000000-0000-4000-8000-0000000000a3';

-- Purges: of the job that runs, half of them; of the one that has failed, all but one; of the last one all.
update orchestrator.deletion_jobs set purge_begun_at = now()
where job_id in ('00000000-0000-4000-8000-0000000000a2', '00000000-0000-4000-8000-0000000000a4',
  '00000000-0000-4000-8000-0000000000a5');
update orchestrator.deletion_steps set status = 'in_progress', attempts = 1, started_at = now()
where phase = 'purge' and (job_id = '00000000-0000-4000-8000-0000000000a2' and position <= 7
  or job_id in ('00000000-0000-4000-8000-0000000000a4', '00000000-0000-4000-8000-0000000000a5'));
update orchestrator.deletion_steps set status = 'completed', progress = 1, deleted_counts = '{"things": 3}', completed_at = now()
where phase = 'purge' and (job_id = '00000000-0000-4000-8000-0000000000a2' and position <= 6
  or job_id = '00000000-0000-4000-8000-0000000000a4' and service <> 'pos'
  or job_id = '00000000-0000-4000-8000-0000000000a5');
-- An answer of its seventh service that said: not complete yet.
update orchestrator.deletion_steps set deleted_counts = '{"things": 1}', progress = 0.3
where job_id = '00000000-0000-4000-8000-0000000000a2' and phase = 'purge' and service = 'pos';

update orchestrator.deletion_steps set status = 'failed', errors = '["unreachable: connection refused"]', completed_at = now()
where job_id = '00000000-0000-4000-8000-0000000000a4' and phase = 'purge' and service = 'pos';
update orchestrator.deletion_steps set status = 'skipped',
  errors = '["skipped: runs after every step before it has completed"]', completed_at = now()
where job_id = '00000000-0000-4000-8000-0000000000a4' and status = 'pending';
update orchestrator.deletion_jobs set status = 'failed', completed_at = now(), waiting_for = 'unavailable',
  waiting_since = now(), waiting_detail = 'pos is unavailable', run_id = null, lease_until = null
where job_id = '00000000-0000-4000-8000-0000000000a4';

update orchestrator.deletion_steps set status = 'completed', attempts = 1, progress = 1, started_at = now(), completed_at = now(),
  evidence = '{"verification": {"by": "verification", "proven": true, "residual": {}, "touched_others": {}}}'
where job_id = '00000000-0000-4000-8000-0000000000a5' and phase = 'verify';
update orchestrator.deletion_steps set status = 'completed', attempts = 1, progress = 1, started_at = now(), completed_at = now(),
  deleted_counts = '{"things": 3}'
where job_id = '00000000-0000-4000-8000-0000000000a5' and phase = 'tenant';
update orchestrator.deletion_jobs set status = 'completed', completed_at = now(), run_id = null, lease_until = null
where job_id = '00000000-0000-4000-8000-0000000000a5';

-- A user's job whose services are being prepared.
insert into orchestrator.deletion_jobs (job_id, user_id, kind, initiated_by, requested_as, status, due_at, suspension, approval,
  created_at, changed_by, forced, released, disregarded)
values ('00000000-0000-4000-8000-0000000000a7', '00000000-0000-4000-8000-0000000000c7', 'user',
  '00000000-0000-4000-8000-0000000000c7', 'user', 'pending', now(), 'none', 'not_needed', now(),
  '00000000-0000-4000-8000-0000000000c7', false, true, '{}');
insert into orchestrator.deletion_steps (job_id, phase, service, position)
select '00000000-0000-4000-8000-0000000000a7', phase, service, position
from (values ('identity', 'identity', 1), ('prepare', 'training', 2), ('prepare', 'notifications', 3), ('tenants', 'tenants', 4),
  ('services', 'training', 5), ('services', 'notifications', 6), ('verify', 'training', 7), ('verify', 'notifications', 8),
  ('memberships', 'memberships', 9), ('account', 'account', 10)) as s (phase, service, position);
update orchestrator.deletion_jobs set status = 'in_progress', started_at = now(), fences = 'set', changed_by = 'orchestrator',
  changed_from = null, run_id = gen_random_uuid(), lease_until = now() + interval '1 hour'
where job_id = '00000000-0000-4000-8000-0000000000a7';
update orchestrator.deletion_steps set status = 'completed', attempts = 1, progress = 1, started_at = now(), completed_at = now()
where job_id = '00000000-0000-4000-8000-0000000000a7' and phase = 'identity';
update orchestrator.deletion_steps set status = 'in_progress', attempts = 1, started_at = now()
where job_id = '00000000-0000-4000-8000-0000000000a7' and phase = 'prepare';
