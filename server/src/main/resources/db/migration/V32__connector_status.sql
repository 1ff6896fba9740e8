create table connector_status (
    station_id        integer not null,
    evse              integer not null,
    connector         integer not null,
    wire_connector    integer,
    status            text not null,
    error_code        text,
    info              text,
    vendor_id         text,
    vendor_error_code text,
    -- By the station's clock; null when it told none.
    reported_at       timestamptz,
    -- What decides which of two reports is the newer.
    effective_at      timestamptz not null,
    received_at       timestamptz not null,
    primary key (station_id, evse, connector)
) with (fillfactor = 70);

create table connector_status_history (
    station_id        integer not null,
    evse              integer not null,
    connector         integer not null,
    wire_connector    integer,
    status            text not null,
    error_code        text,
    info              text,
    vendor_id         text,
    vendor_error_code text,
    reported_at       timestamptz,
    received_at       timestamptz not null
);

-- A commit that is tried again after a lost connection writes each report once.
create unique index connector_status_history_once on connector_status_history (station_id, received_at, evse, connector);
