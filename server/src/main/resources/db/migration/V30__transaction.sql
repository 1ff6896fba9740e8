-- One number is the transaction's key here and its transactionId on the wire of 1.6 (int32): never 0, never −1, never used twice.
create sequence transaction_id_seq as integer minvalue 1 start with 1 increment by 1000 no cycle;

create table transaction (
    id                 bigint primary key,
    public_id          uuid not null,
    station_id         integer not null,
    version            text not null,
    -- True when the station made the id (2.x), false when we did (1.6).
    station_named      boolean not null,
    wire_id            text not null,
    -- Where its events and readings are stored; fixed when it is first seen.
    day                date not null,
    first_received_at  timestamptz not null,
    last_received_at   timestamptz not null,
    evse               integer,
    connector          integer,
    wire_connector     integer,
    place_seq          integer,
    connector_seq      integer,
    token              text,
    token_type         text,
    token_seq          integer,
    verdict            text,
    verdict_rule       text,
    verdict_until      timestamptz,
    token_group        text,
    -- As the station told it; the registers of 1.6 in whole Wh. started_at is null while the start is missing.
    started_at         timestamptz,
    start_received_at  timestamptz,
    start_seq          integer,
    start_wh           numeric,
    stopped_at         timestamptz,
    stop_received_at   timestamptz,
    stop_seq           integer,
    stop_wh            numeric,
    stop_reason        text,
    -- True when the end is our inference: whatever the station says later wins.
    stop_presumed      boolean not null default false,
    stop_token         text,
    stop_token_type    text,
    stop_token_seq     integer,
    charging_state     text,
    charging_state_seq integer,
    remote_start_id    integer,
    reservation_id     integer,
    offline            boolean not null,
    time_spent_charging_seconds integer,
    -- 1.6: the station has used the id, so it knows it.
    id_used            boolean not null,
    -- Its wire id does not lead to it: 1.6, a stop of an unknown transaction, until its start turns up; 2.x, the station used the id again.
    detached           boolean not null,
    -- Conclusions, kept for lists and reports: registers and energy as judged, what is missing, what is odd.
    start_energy_wh    numeric,
    stop_energy_wh     numeric,
    energy_wh          numeric,
    missing            text,
    own_flags          text,
    flags              text,
    last_reading_at    timestamptz,
    power_w            double precision,
    soc_percent        double precision
) with (fillfactor = 80);

create unique index transaction_public_id on transaction (public_id);
create unique index transaction_station_name on transaction (station_id, lower(wire_id)) where station_named and not detached;
-- A repeated StartTransaction finds its transaction, until the station has used the id: a clock that stands at 1970 makes equal starts of
-- different sessions.
create unique index transaction_start on transaction
    (station_id, evse, connector, lower(token), started_at, start_wh)
    where not station_named and not id_used and started_at is not null;
create unique index transaction_detached on transaction (station_id, wire_id, stopped_at, stop_wh) where detached and not station_named;
create index transaction_by_station on transaction (station_id, id);
create index transaction_open on transaction (id) where stopped_at is null;
create index transaction_by_token on transaction (lower(token), id);
create index transaction_started on transaction (station_id, started_at);

create table transaction_event (
    day             date not null,
    transaction_id  bigint not null,
    content_hash    bigint not null,
    occurred_at     timestamptz not null,
    received_at     timestamptz not null,
    -- −1 in 1.6, which has none.
    seq_no          integer not null,
    evse            integer,
    connector       integer,
    remote_start_id integer,
    reservation_id  integer,
    time_spent_charging_seconds integer,
    kind            text not null,
    offline         boolean not null,
    trigger         text,
    charging_state  text,
    stopped_reason  text,
    token           text,
    token_type      text,
    details         text
) partition by range (day);

create unique index transaction_event_once on transaction_event (transaction_id, seq_no, content_hash, day);
-- Days that cannot be true: clocks that stand at 1970, clocks that leapt ahead.
create table transaction_event_undated partition of transaction_event for values from (minvalue) to ('2020-01-01');
create table transaction_event_default partition of transaction_event default;
