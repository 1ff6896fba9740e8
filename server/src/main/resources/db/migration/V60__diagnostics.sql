-- What stations tell about themselves: events of the device model, security events, and messages kept as they came.

create table device_event (
    id                bigint generated always as identity primary key,
    station_id        int not null,
    kind              text not null,                  -- deviceEvent or securityEvent
    occurred_at       timestamptz not null,           -- station clock
    received_at       timestamptz not null,
    event_id          int,                            -- the station's number of a device event
    component         text,
    component_instance text,
    evse              int,
    connector         int,
    variable          text,
    variable_instance text,
    value             text,
    trigger           text,                           -- Alerting, Delta, Periodic
    severity          smallint,                       -- 0 Danger … 9 Debug
    cleared           boolean,
    type              text,                           -- of a security event
    tech_code         text,
    tech_info         text,
    content           uuid not null                   -- of what was said: a repeat has the same
);
create unique index device_event_repeat on device_event (station_id, occurred_at, content);
create index device_event_by_station on device_event (station_id, id desc);

create table station_notice (
    id          bigint generated always as identity primary key,
    station_id  int not null,
    action      text not null,
    message_id  text not null,
    payload     text not null,                        -- JSON as received
    received_at timestamptz not null,
    content     uuid not null
);
create unique index station_notice_repeat on station_notice (station_id, action, message_id, content);
create index station_notice_by_station on station_notice (station_id, id desc);
