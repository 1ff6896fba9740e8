create table token (
    tenant_id       int not null default 1,
    value_folded    text not null,
    type            text not null,
    value           text not null,
    status          text not null,
    valid_until     timestamptz,
    group_id        text,
    max_concurrent  int,
    language        text,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    primary key (value_folded, type)
);

-- Who showed what, where, and which rule decided. Written with the next commit; read by people, newest first.
create sequence authorization_attempt_id_seq;

create table authorization_attempt (
    id          bigint not null default nextval('authorization_attempt_id_seq'),
    recorded_at timestamptz not null,
    at          timestamptz not null,           -- the time the question was about; may be the station's
    station_id  int not null,
    value       text not null,
    type        text not null,
    purpose     text not null,
    status      text not null,
    rule        text not null,
    group_id    text
) partition by range (recorded_at);
create table authorization_attempt_default partition of authorization_attempt default;
create index authorization_attempt_id on authorization_attempt (id);

create table api_token (
    id          uuid primary key,
    tenant_id   int not null default 1,
    name        text not null,
    role        text not null,
    token_hash  bytea not null unique,
    expires_at  timestamptz,
    origin      text not null,
    created_at  timestamptz not null
);
create unique index api_token_name on api_token (tenant_id, lower(name));

-- The code with which the first administrator is made; one row, gone once used.
create table setup_code (
    only_one    boolean primary key default true check (only_one),
    code_hash   bytea not null,
    created_at  timestamptz not null
);

-- Which entries of a provisioning file were applied, and in what form: unchanged entries are left alone.
create table provisioning_entry (
    entry_key   text primary key,
    last_hash   bytea not null,
    file_hash   bytea,                          -- of the form in which it stood in the file of a start
    applied_at  timestamptz not null
);
