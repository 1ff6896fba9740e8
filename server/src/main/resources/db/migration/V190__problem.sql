-- What is wrong, one row for each kind and object as long as it does not stay cured for a day.
create table problem (
    id               uuid primary key,
    kind             text not null,
    object           text not null,               -- what it is about, within its kind
    station_id       int,                         -- null for what is no station's
    site_id          int,                         -- where the station stood when it began
    evse             int,
    connector        int,
    severity         text not null,
    code             text not null,               -- what problems of the same pattern share
    facts            text not null,               -- JSON: words by name
    vendor           text,
    model            text,
    firmware_version text,
    started_at       timestamptz not null,        -- as far back as is known
    opened_at        timestamptz not null,        -- when it was noticed
    closed_at        timestamptz,
    reopened         int not null,
    acknowledged_at  timestamptz,
    acknowledged_by  text,
    assignee         text,
    snoozed_until    timestamptz,
    changed_at       timestamptz not null
) with (fillfactor = 80);
create unique index problem_open on problem (kind, object) where closed_at is null;
create index problem_closed on problem (closed_at desc, id desc) where closed_at is not null;

-- Each time that it was there: what back-tests of rules and reports count.
create table problem_episode (
    problem_id uuid        not null,
    number     int         not null,
    started_at timestamptz not null,
    opened_at  timestamptz not null,
    closed_at  timestamptz,
    primary key (problem_id, number)
);
create index problem_episode_closed on problem_episode (closed_at);

create table problem_event (
    id         bigint generated always as identity primary key,
    problem_id uuid        not null,
    at         timestamptz not null,
    what       text        not null, -- opened, closed, reopened, changed, acknowledged, unacknowledged, assigned, unassigned, snoozed, woken, noted
    actor      text        not null,
    detail     text
);
create index problem_event_of_problem on problem_event (problem_id, id);
