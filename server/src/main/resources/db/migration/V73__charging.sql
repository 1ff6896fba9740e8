-- The operator's library.
create table charging_profile (
    id          uuid primary key,
    name        text not null,
    description text,
    profile     text not null,                        -- JSON in the words of 2.x
    created_at  timestamptz not null,
    changed_at  timestamptz not null
);
create unique index charging_profile_name on charging_profile (lower(name));

-- What stations have installed, as far as we know. Ids are unique per station in all versions.
create table installed_profile (
    station_id     integer not null,
    profile_id     integer not null,
    evse           integer not null,                  -- 0 is the station
    source         text not null,                     -- CSO is us
    purpose        text not null,
    stack_level    integer not null,
    transaction_id text,
    profile        text not null,                     -- JSON in the words of 2.x
    sure           boolean not null,
    told           text not null,                     -- set, remoteStart or report
    told_at        timestamptz not null,
    primary key (station_id, profile_id)
);
create index installed_profile_tx on installed_profile (station_id) where purpose = 'TxProfile';

-- One counter a station for ids of profiles that the operator did not number.
create table charging_profile_id (
    station_id integer primary key,
    last_id    integer not null
);

-- ReportChargingProfiles as they came: parts have no number, so a repeat is known by its content.
create table profile_report_part (
    station_id  integer not null,
    request_id  integer not null,
    evse        integer not null,
    source      text not null,
    content     uuid not null,
    to_continue boolean not null,
    profiles    text not null,
    received_at timestamptz not null,
    primary key (station_id, request_id, evse, source, content)
);

-- Limits from elsewhere: the last one of each EVSE and source.
create table charging_limit (
    station_id       integer not null,
    evse             integer not null,                -- 0 is the station
    source           text not null,
    grid_critical    boolean,
    local_generation boolean,
    schedules        text not null,                   -- JSON list
    notified_at      timestamptz not null,
    cleared_at       timestamptz,
    primary key (station_id, evse, source)
);

-- The last composite schedule that a station answered, beside ours.
create table composite_answer (
    station_id       integer not null,
    evse             integer not null,
    answered_at      timestamptz not null,
    starts_at        timestamptz not null,
    duration_seconds integer not null,
    unit             text not null,
    periods          text not null,                   -- JSON list
    differences      text not null,                   -- JSON list
    primary key (station_id, evse)
);
