-- One row for each station that ever connected: its newest link.
create sequence link_epoch;

create table station_link (
    station_id       integer     primary key,
    epoch            bigint      not null,
    connected_at     timestamptz not null,
    disconnected_at  timestamptz,              -- null while connected
    closed_because   text,
    version          text        not null,     -- as in the subprotocol, e.g. ocpp1.6
    remote_address   text        not null,
    security_profile smallint    not null,
    last_seen_at     timestamptz not null      -- brought up to date every few minutes while connected
) with (fillfactor = 70);

-- Who was refused, so that an operator can adopt or correct.
create table connection_attempt (
    identity       text        not null,
    remote_address text        not null,
    reason         text        not null,
    detail         text        not null,
    subprotocols   text        not null,
    count          bigint      not null,
    first_seen_at  timestamptz not null,
    last_seen_at   timestamptz not null,
    primary key (identity, remote_address, reason)
);

create index connection_attempt_last_seen on connection_attempt (last_seen_at desc);
