package io.tenantdeletion.orchestrator.job;

/** The statements of {@link RunJournal}. */
final class RunStatements {

    static final String BEGIN = """
            with free as materialized (select orchestrator.may_delete($1) as free),
            begun as (
              update orchestrator.deletion_jobs set status = 'in_progress', started_at = coalesce(started_at, $3),
                next_attempt_at = null, fences = case when undo = 'none' and not shadow then 'set' else fences end, fences_until = null,
                restore_log = coalesce($6, restore_log),
                without_restore_log = array(select distinct unnest(without_restore_log || $7::text[]) order by 1),
                changed_by = 'orchestrator', changed_from = null, changed_why = null
               where job_id = $1 and run_id = $2 and status in ('pending', 'in_progress') and (select free from free)
               returning job_id, tenant_id, user_id, shadow),
            -- Fences of earlier jobs are this one's now.
            taken_over as (
              update orchestrator.deletion_jobs other set fences = 'none'
              from begun where not begun.shadow and other.job_id <> begun.job_id and other.fences <> 'none'
                and (other.tenant_id = begun.tenant_id or other.user_id = begun.user_id)),
            opened as (
              insert into orchestrator.deletion_steps as s (job_id, phase, service, position, status, attempts, started_at)
              select begun.job_id, p.phase, p.service, p.position,
                case when p.phase = $5 then 'in_progress' else 'pending' end,
                case when p.phase = $5 then 1 else 0 end, case when p.phase = $5 then $3 end
              from begun, jsonb_to_recordset($4::jsonb) as p(phase text, service text, position integer)
              on conflict (job_id, phase, service) do update
              set status = case s.status when 'completed' then s.status else excluded.status end,
                position = excluded.position, attempts = s.attempts + excluded.attempts, errors = '[]',
                left_out_by = null, left_out_reason = null,
                evidence = case s.status when 'completed' then s.evidence else '{}' end,
                completed_at = case s.status when 'completed' then s.completed_at end,
                -- In progress before it was begun: an earlier run may have called, and nobody heard the answer.
                counts_may_be_low = s.counts_may_be_low
                  or s.status = 'in_progress' and s.phase not in ('prepare', 'verify', 'external_data', 'restore', 'restore_tenant'),
                started_at = case when s.status in ('completed', 'in_progress') then s.started_at else excluded.started_at end)
            select free from free where not free or exists (select from begun)
            """;
    private static final String HELD = """
            with held as (
              select job_id from orchestrator.deletion_jobs
              where job_id = $1 and run_id = $2 and status = 'in_progress' for update),
            """;

    /** Who says what the whole job has removed knows better. */
    private static final String RECORDED = """
            recorded as (
              update orchestrator.deletion_steps s
              set status = a.status, progress = greatest(s.progress, a.progress), attempts = s.attempts + a.repeats,
                deleted_counts = coalesce(a.job_counts, orchestrator.add_counts(s.deleted_counts, a.deleted_counts)),
                counts_may_be_low = a.job_counts is null and (s.counts_may_be_low or a.answer_lost),
                errors = a.errors, evidence = coalesce(a.evidence, s.evidence),
                completed_at = case when a.status = 'completed' and s.status = 'completed' then s.completed_at
                  when a.status in ('completed', 'failed') then $3 end
              from held, jsonb_to_recordset($4::jsonb) as a(phase text, service text, status text, progress float8,
                repeats integer, deleted_counts jsonb, errors jsonb, answer_lost boolean, job_counts jsonb, evidence jsonb)
              where s.job_id = held.job_id and s.phase = a.phase and s.service = a.service
              returning s.job_id),
            """;

    /**
     * Answers, and the steps that start; nothing begins under a legal hold, what was answered is written down. A step
     * that completed stays so until the answer differs. It runs more than a dozen times a job and is kept prepared,
     * which the driver does up to a length.
     */
    static final String WRITE = HELD + """
            free as materialized (select cardinality($6::text[]) = 0 or orchestrator.may_delete($1) as free),
            """ + RECORDED + """
            started as (
              update orchestrator.deletion_steps s
              set status = case s.status when 'completed' then s.status else 'in_progress' end,
                attempts = s.attempts + 1, errors = '[]',
                evidence = case s.status when 'completed' then s.evidence else '{}' end,
                completed_at = case s.status when 'completed' then s.completed_at end,
                started_at = case when s.status = 'completed' then s.started_at else $3 end
              from held, free where free and s.job_id = held.job_id and s.phase = $5 and s.service = any($6)),
            purging as (
              update orchestrator.deletion_jobs j set purge_begun_at = $3
              from held, free where free and j.job_id = held.job_id and $7 and purge_begun_at is null)
            select free from held, free
            """;

    /** The last answers, then the end of the job, unless a legal hold keeps anybody from being told that it is done. */
    static final String COMPLETE = HELD + """
            -- The job that this one is part of. Its row before its step, as its own run locks them; at the commit this one's texts
            -- go, and a row that is updated twice has its parent looked up and locked.
            whole as materialized (
              select whole.job_id, part.undo from held join orchestrator.deletion_jobs part using (job_id)
              join orchestrator.deletion_jobs whole on whole.job_id = part.parent_id
              for key share of whole),
            -- After that: whoever has asked waits for no row.
            free as materialized (select orchestrator.may_delete($1) as free from (select count(*) from whole) before),
            """ + RECORDED + """
            completed as (
              update orchestrator.deletion_jobs j
              set status = case undo when 'restore' then 'restored' when 'rollback' then 'rolled_back' else 'completed' end,
                completed_at = $3,
                -- Tenants that have gone with a user come back with the user, or nobody does.
                restore_until = case when undo = 'none' and restore_log = 'kept'
                  then least($3::timestamptz + make_interval(secs => $5), (
                    select min(part.restore_until) from orchestrator.deletion_jobs part
                    where part.parent_id = j.job_id and part.status = 'completed' and part.restore_log = 'kept'))
                  else restore_until end,
                -- What is back is to be used again.
                suspension = case when undo = 'none' then suspension when suspension = 'none' then 'none' else 'unwanted' end,
                suspension_tried_at = case when undo = 'none' then suspension_tried_at end,
                suspension_token = case when undo = 'none' then suspension_token
                  else orchestrator.next_suspension_token() end,
                fences = case when undo = 'none' then fences else 'unwanted' end, fences_tried_at = null,
                changed_by = 'orchestrator',
                changed_from = null, changed_why = null, waiting_for = null, waiting_since = null, waiting_detail = null,
                run_id = null, lease_until = null
              -- Steps first: the job's line in the audit log is the last of an attempt.
              from held, free, (select count(*) from recorded) before
              where free and j.job_id = held.job_id),
            -- If it waits it need not any longer.
            woken as (
              update orchestrator.deletion_jobs j set next_attempt_at = $3
              from whole, free where free and j.job_id = whole.job_id and j.next_attempt_at > $3
              returning j.job_id),
            -- Counted here, for it may look only when this one is over.
            counted as (
              update orchestrator.deletion_steps s
              set deleted_counts = orchestrator.add_counts(s.deleted_counts, '{"tenants_deleted": 1}')
              from whole, free, (select count(*) from woken) before
              where free and whole.undo = 'none' and s.job_id = whole.job_id and s.service = 'tenants')
            select free from held, free
            """;

    /** Steps first: the job's line in the audit log is the last of an attempt. */
    static final String END = """
            with held as (
              select job_id, coalesce($4, status) as outcome,
                -- What is rolled back goes on: with other phases.
                case when $11 then 'in_progress' else coalesce($4, status) end as status from orchestrator.deletion_jobs
              where job_id = $1 and run_id = $2 and status in ('pending', 'in_progress') for update),
            ended as (
              update orchestrator.deletion_steps s
              set status = case when held.outcome in ('pending', 'in_progress') then 'pending'
                  when s.errors = '[]' then 'skipped' else 'failed' end,
                errors = case when held.outcome in ('pending', 'in_progress') or s.errors <> '[]' then s.errors
                  else '["skipped: runs after every step before it has completed"]' end,
                completed_at = case when held.outcome not in ('pending', 'in_progress') then $3::timestamptz end
              from held where s.job_id = held.job_id and s.status in ('pending', 'in_progress')
              returning s.job_id)
            update orchestrator.deletion_jobs j
            set status = held.status, undo = case when $11 then 'rollback' else undo end,
              undo_at = case when $11 then $3 else undo_at end,
              completed_at = case when $4 is not null and not $11 then $3::timestamptz end,
              error_log = error_log || $5::jsonb, waiting_for = case when $11 then null else $6 end,
              waiting_detail = case when $11 then null else $7 end,
              waiting_since = case when $6 is null or $11 then null when waiting_for = $6 and not $8
                then coalesce(waiting_since, $3) else $3 end,
              next_attempt_at = $9, pauses = case when $8 or $11 or $6 is null then 0 else pauses + 1 end,
              -- Rows of a part are rows of the whole.
              purge_begun_at = case when $10 or exists (
                select from orchestrator.deletion_jobs part
                where part.parent_id = j.job_id and part.purge_begun_at is not null) then purge_begun_at end,
              fences = case when held.status = 'failed' and fences = 'set' and (purge_begun_at is null
                  or not $10 and not exists (
                    select from orchestrator.deletion_jobs part
                    where part.parent_id = j.job_id and part.purge_begun_at is not null))
                then 'unwanted' else fences end,
              changed_by = 'orchestrator', changed_from = null, changed_why = $7, run_id = null, lease_until = null
            from held, (select count(*) from ended) as steps
            where j.job_id = held.job_id
            returning j.job_id
            """;

    static final String CANCEL = "update orchestrator.deletion_jobs set " + SuspensionStore.WITHDRAWN + """
              , run_id = null, lease_until = null
            where job_id = $4 and run_id = $5 and status in ('pending', 'in_progress') and purge_begun_at is null
            returning job_id
            """;

    private RunStatements() {}
}
