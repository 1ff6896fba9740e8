-- One tenant for now; facts inherit it from their station.
create table site (
    id          int generated always as identity primary key,
    tenant_id   int not null default 1,
    name        text not null,
    time_zone   text not null,
    currency    text not null,
    created_at  timestamptz not null default now()
);
create unique index site_name on site (tenant_id, lower(name));

insert into site (name, time_zone, currency) values ('Home', 'UTC', 'EUR');

create sequence station_id_seq as int;

create table station (
    id                      int primary key,
    tenant_id               int not null default 1,
    site_id                 int not null references site,
    -- As provisioned, and as it is compared: without regard to case.
    identity                text not null,
    identity_folded         text not null,
    security_profile        int not null,
    versions                text[] not null,
    serial_number           text,
    assumed_version         text,
    origin                  text not null,
    -- How the operator wants its BootNotification answered.
    boot                    text not null,
    pending_boots           int,
    boot_interval_seconds   int,
    -- Salted keyed hashes of the secret in use, and of the one being set while the outcome is not known.
    secret_hash             bytea,
    next_secret_hash        bytea,
    -- What the last BootNotification said, and how it was answered.
    registration            text not null default 'none',
    vendor                  text,
    model                   text,
    firmware_version        text,
    reported_serial_number  text,
    iccid                   text,
    imsi                    text,
    meter_type              text,
    meter_serial_number     text,
    boot_reason             text,
    booted_at               timestamptz,
    created_at              timestamptz not null,
    changed_at              timestamptz not null,
    deleted_at              timestamptz
) with (fillfactor = 70);
-- A deleted station keeps its row, because facts refer to it; its identity is free again.
create unique index station_identity on station (identity_folded) where deleted_at is null;
