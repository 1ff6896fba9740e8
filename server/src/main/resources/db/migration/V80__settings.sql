-- What operators set while the server runs; station 0 means every station without an own value.
create table setting (
    station_id  int not null default 0,
    key         text not null,
    value       text not null,
    changed_by  text not null,
    changed_at  timestamptz not null,
    primary key (station_id, key)
);

-- By which master key this database's secrets are wrapped; one row.
create table master_key (
    only_one    boolean primary key default true check (only_one),
    fingerprint bytea not null,
    created_at  timestamptz not null
);
