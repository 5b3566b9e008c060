package io.tenantdeletion.commons.delivery;

/**
 * Statements on the outbox's tables, which every schema has alike. Where a row is looked up by its key, the other
 * indexes are kept out of it, whatever the planner believes about tables that grow quickly: {@code is not distinct
 * from} and {@code not in} are what no index answers.
 */
final class DeliverySql {

    private static final String EVENT = "o.id, o.position, o.type, o.source, o.subject, o.time, o.data";
    private static final String NO_EVENT = "null, null, null, null, null, null, null";

    private final String schema;

    DeliverySql(String schema) {
        this.schema = schema;
    }

    String isAnythingNew() {
        return in("""
                select exists (select from %1$s.outbox where fanned_out_at is null and held_since is null)
                    or exists (select from %1$s.outbox where held_since <= now() - make_interval(secs => $1))
                """);
    }

    String states() {
        return in("""
                select s.name, k.failing_since,
                  not coalesce(k.paused_until > now(), false)
                    and exists (select from %1$s.delivery_lane l where l.sink = s.name and l.due_at <= now()) as due,
                  (select o.time from %1$s.delivery d join %1$s.outbox o on o.id = d.event_id
                    where d.sink = s.name and d.status = 'pending' order by d.created_at limit 1) as oldest
                  from unnest($1::text[]) as s(name) left join %1$s.delivery_sink k on k.name = s.name
                """);
    }

    String fanOutLock() {
        return in("select pg_try_advisory_xact_lock(hashtextextended('%1$s.outbox fan-out', 0))");
    }

    /** In the order in which writers lock subjects. */
    String letGo() {
        return in("""
                select %1$s.let_go(subject) from (
                  select distinct subject from %1$s.outbox
                   where held_since <= now() - make_interval(secs => $1) order by subject) as held
                """);
    }

    String newest() {
        return in("""
                select %2$s from %1$s.outbox o
                 where o.fanned_out_at is null and o.held_since is null order by o.position limit $1
                """);
    }

    String fanOut() {
        return in("""
                with wanted as materialized (
                  select * from jsonb_to_recordset($1) as w(sink text, event_id uuid, position bigint, subject uuid)),
                added as (
                  insert into %1$s.delivery (sink, event_id, position, subject)
                  select sink, event_id, position, subject from wanted order by position
                  on conflict (event_id, sink) do nothing),
                lanes as (
                  insert into %1$s.delivery_lane as l (sink, subject, last_position)
                  select sink, subject, max(position) from wanted group by sink, subject order by sink, subject
                  on conflict (sink, subject) do update set last_position = greatest(l.last_position, excluded.last_position))
                update %1$s.outbox set fanned_out_at = now() where id = any($2)
                """);
    }

    /** A lane that is held is due when its lease has run out. */
    String claim() {
        return in("""
                with due as materialized (
                  select subject from %1$s.delivery_lane
                   where sink = $1 and due_at <= now()
                     and not exists (select from %1$s.delivery_sink k where k.name = $1 and k.paused_until > now())
                   order by due_at limit $2 for update skip locked),
                claimed as materialized (
                  update %1$s.delivery_lane l set lease = $3, due_at = now() + make_interval(secs => $4)
                    from due where l.subject = due.subject and l.sink is not distinct from $1
                  returning l.subject as lane, l.last_position),
                waiting as materialized (
                  select e.* from claimed c cross join lateral (
                    select d.attempts, %2$s
                      from %1$s.delivery d join %1$s.outbox o on o.id = d.event_id
                     where d.sink = $1 and d.subject = c.lane and d.status = 'pending'
                     order by d.position limit $2) e
                   limit $2)
                select null::uuid as lane, null::bigint as last_position, * from waiting
                union all
                select lane, last_position, null, %3$s from claimed
                """);
    }

    /** In the order of the subjects that it is given: sorting here would read all lanes in their order. */
    String lockLanes() {
        return in("""
                select l.subject from unnest($3::uuid[]) as held(subject)
                  join %1$s.delivery_lane l on l.subject = held.subject and l.sink is not distinct from $1
                 where l.lease = $2 for update of l
                """);
    }

    /**
     * A lane without events to deliver goes, unless one was fanned out meanwhile. Deliveries are looked up one by one,
     * whatever the planner believes; one that somebody else changes meanwhile is not marked and delivered once more.
     */
    String mark() {
        return in("""
                with marked as (
                  update %1$s.delivery d
                     set status = r.status, attempts = d.attempts + 1, response_code = r.code, duration_ms = r.duration,
                         reason = r.reason, next_attempt_at = now() + make_interval(secs => r.pause),
                         delivered_at = case when r.status = 'delivered' then now() end
                    from jsonb_to_recordset($4)
                      as r(id uuid, status text, code int, duration bigint, reason text, pause float8)
                    cross join lateral (
                      select e.ctid as place from %1$s.delivery e
                       where e.event_id = r.id and e.sink is not distinct from $1 offset 0) e
                   where d.ctid = e.place and d.status not in ('delivered', 'dead')),
                held as materialized (
                  select lane.subject, lane.pause, coalesce(lane.pause is null and l.last_position <= lane.through, false) as drained
                    from unnest($3::uuid[], $5::bigint[], $6::float8[]) as lane(subject, through, pause)
                    cross join lateral (
                      select last_position from %1$s.delivery_lane l
                       where l.subject = lane.subject and l.sink is not distinct from $1 and l.lease = $2 offset 0) l),
                drained as (
                  delete from %1$s.delivery_lane l using held
                   where l.subject = held.subject and l.sink is not distinct from $1 and held.drained),
                released as (
                  update %1$s.delivery_lane l
                     set lease = null, due_at = now() + make_interval(secs => coalesce(held.pause, 0))
                    from held where l.subject = held.subject and l.sink is not distinct from $1 and not held.drained)
                update %1$s.delivery_sink
                   set failing_since = null, paused_until = null, attempts = 0, last_error = null
                 where name = $1 and failing_since is not null and $7
                """);
    }

    /** Several replicas find out at once; it counts once. */
    String pause() {
        return in("""
                insert into %1$s.delivery_sink as k (name, attempts, failing_since, last_error, paused_until)
                values ($1, 1, now(), $2, now() + make_interval(secs => $3 * (1 - random() / 4)))
                on conflict (name) do update
                   set attempts = k.attempts + 1, failing_since = coalesce(k.failing_since, now()), last_error = $2,
                       paused_until = now()
                         + make_interval(secs => least($4, $3 * power(2, least(k.attempts, 40))) * (1 - random() / 4))
                 where k.paused_until is null or k.paused_until <= now()
                returning k.attempts
                """);
    }

    String remove() {
        return in("""
                with old as materialized (
                  select o.id from %1$s.outbox o
                   where o.fanned_out_at < now() - make_interval(secs => $1)
                     and not exists (select from %1$s.delivery d where d.event_id = o.id and d.status <> 'delivered')
                   order by o.fanned_out_at limit $2),
                deliveries as (delete from %1$s.delivery d using old where d.event_id = old.id)
                delete from %1$s.outbox o using old where o.id = old.id
                """);
    }

    private String in(String statement) {
        return statement.formatted(schema, EVENT, NO_EVENT);
    }
}
