create table alert_rules (
    id uuid not null primary key,
    tenant_id uuid not null,
    name text not null,
    metric text not null,
    threshold double precision not null,
    severity text not null,
    enabled boolean not null,
    created_at timestamptz not null
);
create index alert_rules_tenant_id_idx on alert_rules (tenant_id);

create table alerts (
    id uuid not null primary key,
    tenant_id uuid not null,
    rule_id uuid references alert_rules,
    title text not null,
    message text,
    severity text not null,
    status text not null,
    raised_at timestamptz not null,
    resolved_at timestamptz
);
create index alerts_tenant_id_idx on alerts (tenant_id);
create index alerts_rule_id_idx on alerts (rule_id);

create table alert_interactions (
    id uuid not null primary key,
    alert_id uuid not null references alerts,
    interaction_type text not null,
    comment text,
    performed_at timestamptz not null
);
create index alert_interactions_alert_id_idx on alert_interactions (alert_id);

create table alert_history (
    id uuid not null primary key,
    alert_id uuid not null references alerts,
    old_status text,
    new_status text not null,
    changed_at timestamptz not null
);
create index alert_history_alert_id_idx on alert_history (alert_id);

create table audit_logs (
    id uuid not null primary key,
    tenant_id uuid not null,
    actor_id uuid,
    action text not null,
    resource_type text,
    resource_id text,
    details text,
    created_at timestamptz not null
);
create index audit_logs_tenant_id_idx on audit_logs (tenant_id);
