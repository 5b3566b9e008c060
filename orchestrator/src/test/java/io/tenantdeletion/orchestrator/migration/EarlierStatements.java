package io.tenantdeletion.orchestrator.migration;

/**
 * What runs of the release with the schema of version 19 wrote, to the letter: a replica of it that still runs beside
 * the present one sends these.
 */
final class EarlierStatements {

    /** $1 job, $2 run, $3 now, $4 the steps of all phases, $5 the phase that begins. */
    static final String BEGIN = """
            with begun as (
              update orchestrator.deletion_jobs set status = 'in_progress', started_at = coalesce(started_at, $3),
                next_attempt_at = null, fences = 'set', fences_until = null,
                changed_by = 'orchestrator', changed_from = null, changed_why = null
              where job_id = $1 and run_id = $2 and status in ('pending', 'in_progress')
              returning job_id, tenant_id, user_id),
            -- Fences of earlier jobs are this one's now.
            taken_over as (
              update orchestrator.deletion_jobs other set fences = 'none'
              from begun where other.job_id <> begun.job_id and other.fences <> 'none'
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
                evidence = case s.status when 'completed' then s.evidence else '{}' end,
                completed_at = case s.status when 'completed' then s.completed_at end,
                -- In progress before it was begun: an earlier run may have called, and nobody heard the answer.
                counts_may_be_low = s.counts_may_be_low
                  or s.status = 'in_progress' and s.phase not in ('prepare', 'verify'),
                started_at = case when s.status in ('completed', 'in_progress') then s.started_at else excluded.started_at end)
            select job_id from begun
            """;

    /**
     * $4 answers, $5 the phase of the steps $6 that are called next, $7 whether the job completes, $8 whether rows go.
     */
    static final String WRITE = """
            with held as (
              select job_id from orchestrator.deletion_jobs
              where job_id = $1 and run_id = $2 and status = 'in_progress' for update),
            recorded as (
              update orchestrator.deletion_steps s
              set status = a.status, progress = greatest(s.progress, a.progress), attempts = s.attempts + a.repeats,
                -- Who says what the whole job has removed knows better.
                deleted_counts = coalesce(a.job_counts, orchestrator.add_counts(s.deleted_counts, a.deleted_counts)),
                counts_may_be_low = a.job_counts is null and (s.counts_may_be_low or a.answer_lost),
                errors = a.errors, evidence = coalesce(a.evidence, s.evidence),
                completed_at = case when a.status = 'completed' and s.status = 'completed' then s.completed_at
                  when a.status in ('completed', 'failed') then $3 end
              from held, jsonb_to_recordset($4::jsonb) as a(phase text, service text, status text, progress float8,
                repeats integer, deleted_counts jsonb, errors jsonb, answer_lost boolean, job_counts jsonb,
                evidence jsonb)
              where s.job_id = held.job_id and s.phase = a.phase and s.service = a.service),
            started as (
              update orchestrator.deletion_steps s
              -- A step that completed stays so until the answer differs.
              set status = case s.status when 'completed' then s.status else 'in_progress' end,
                attempts = s.attempts + 1, errors = '[]',
                evidence = case s.status when 'completed' then s.evidence else '{}' end,
                completed_at = case s.status when 'completed' then s.completed_at end,
                started_at = case when s.status = 'completed' then s.started_at else $3 end
              from held where s.job_id = held.job_id and s.phase = $5 and s.service = any($6)),
            -- From here on rows may be gone.
            purging as (
              update orchestrator.deletion_jobs j set purge_begun_at = $3
              from held where j.job_id = held.job_id and $8 and not $7 and purge_begun_at is null),
            completed as (
              update orchestrator.deletion_jobs j set status = 'completed', completed_at = $3, changed_by = 'orchestrator',
                changed_from = null, changed_why = null, waiting_for = null, waiting_since = null, waiting_detail = null,
                run_id = null, lease_until = null
              from held where j.job_id = held.job_id and $7),
            -- A job that waits for this one need not wait any longer.
            woken as (
              update orchestrator.deletion_jobs whole set next_attempt_at = $3
              from held, orchestrator.deletion_jobs part
              where $7 and part.job_id = held.job_id and whole.job_id = part.parent_id and whole.next_attempt_at > $3)
            select job_id from held
            """;

    private EarlierStatements() {}
}
