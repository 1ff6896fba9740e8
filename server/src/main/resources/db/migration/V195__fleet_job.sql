-- One piece of work over many stations: a command, values, firmware, certificates or local lists.
create table fleet_job (
    id            uuid primary key,                   -- UUIDv7
    name          text not null,
    kind          text not null,                      -- command, configuration, firmware, certificate or localList
    task          text not null,                      -- JSON: what each station is to get
    choice        text not null,                      -- JSON: how the stations were chosen
    pace          text not null,                      -- JSON: how fast, in which waves, when it halts
    template_id   uuid,                               -- whose values it brings
    state         text not null,                      -- running, paused, halted, done or cancelled
    reason        text,
    actor         text not null,
    sites         integer[] not null,                 -- where its stations stood when it was made
    stations      integer not null,
    wave          integer not null,                   -- the one that is under way, from 1
    wave_ended_at timestamptz,                        -- set between two waves
    judged_since  timestamptz not null,               -- stations that ended before do not count for the halt rule
    progress      text not null,                      -- JSON: counts as they stood at changed_at
    created_at    timestamptz not null,
    changed_at    timestamptz not null,
    ended_at      timestamptz
);
create index fleet_job_open on fleet_job (id) where ended_at is null;

create table fleet_job_station (
    job_id         uuid not null,
    station_id     integer not null,
    number         integer not null,                  -- its turn
    wave           integer not null,
    state          text not null,                     -- waiting, running, done, failed, unknown, skipped or cancelled
    step           text,                              -- what it is at while it runs
    attempt        integer not null,
    status         text,                              -- the station's last word, or why it was left out
    reason         text,
    body           text,                              -- JSON: the command as it was handed on; the same again after a restart
    command_id     uuid,
    work_id        uuid,                              -- the station's own firmware job
    results        text not null,                     -- JSON: value by value
    version_before text,
    version_after  text,
    started_at     timestamptz,
    changed_at     timestamptz,
    ended_at       timestamptz,
    primary key (job_id, station_id)
) with (fillfactor = 80);
create index fleet_job_station_by_turn on fleet_job_station (job_id, number);
create index fleet_job_station_of_station on fleet_job_station (station_id, job_id);

create index job_by_command on job (command_id) where command_id is not null;
