-- What users' deletions have changed here, for as long as it can be undone: sealed with a key that is not in this
-- database. Ids of jobs and times only are readable.
create table tenant.departures (
    job_id          uuid        primary key,
    expires_at      timestamptz not null,
    -- Once everything is given back: how much.
    restored_counts jsonb
);
create index departures_expires_at on tenant.departures (expires_at);

create table tenant.departure_log (
    job_id uuid   not null,
    entry  bigint generated always as identity,
    -- members: memberships that were ended. owners: tenants that have changed hands. lines: of logs, without the name.
    kind   text   not null check (kind in ('members', 'owners', 'lines')),
    -- AES-256-GCM of a JSON array, base64.
    sealed text   not null,
    primary key (job_id, entry)
);
alter table tenant.departure_log alter column sealed set storage external;
