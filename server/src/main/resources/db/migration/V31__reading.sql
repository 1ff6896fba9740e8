-- One row per meter reading. Columns stand in the order that wastes no padding.
create table meter_reading (
    -- The transaction's id; of a reading outside a transaction the negative number of station and EVSE (see ReadingFact).
    subject_id        bigint not null,
    taken_at          timestamptz not null,
    content_hash      bigint not null,
    received_at       timestamptz not null,
    -- Registers need more digits than real has; 15 digits survive the way there and back.
    energy_wh         double precision,
    energy_export_wh  double precision,
    energy_interval_wh double precision,
    day               date not null,
    power_w           real,
    current_a         real,
    voltage_v         real,
    soc_percent       real,
    temperature_c     real,
    frequency_hz      real,
    power_offered_w   real,
    current_offered_a real,
    station_id        integer not null,
    evse              integer,
    connector         integer,
    -- The station did not say which transaction; there was only one that it could be.
    inferred          boolean not null,
    -- Null is Sample.Periodic.
    context           text,
    others            text,
    signed            text
) partition by range (day);

create unique index meter_reading_once on meter_reading (subject_id, taken_at, content_hash, day);
create table meter_reading_undated partition of meter_reading for values from (minvalue) to ('2020-01-01');
create table meter_reading_default partition of meter_reading default;
