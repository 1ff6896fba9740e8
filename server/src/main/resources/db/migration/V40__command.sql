create table command (
    id              uuid primary key,
    station_id      integer not null,
    type            text not null,
    state           text not null,
    actor           text not null,
    idempotency_key text,
    body            text not null,
    force           boolean not null,
    timeout_seconds integer not null,
    created_at      timestamptz not null,
    sent_at         timestamptz,
    answered_at     timestamptz,
    expires_at      timestamptz,
    exchanges       text not null,
    status          text,
    reason          text,
    effect_state    text not null default 'none',
    effect_what     text,
    effect_at       timestamptz
);

-- Ids are UUIDv7: their order is the order of creation.
create index command_of_station on command (station_id, id desc);
create unique index command_idempotency on command (station_id, actor, idempotency_key) where idempotency_key is not null;
create index command_unfinished on command (state) where state in ('queued', 'sent');
create index command_effect_awaited on command (effect_state) where effect_state = 'awaited';

-- One counter a station for requestId and remoteStartId, taken in blocks.
create table station_request_id (
    station_id integer primary key,
    next_id    integer not null
);
