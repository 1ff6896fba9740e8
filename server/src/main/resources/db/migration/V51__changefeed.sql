-- Committed changes in their order. Numbers are taken in blocks by the ledger, so that they rise in the order of the commits.
create sequence change_event_id increment by 512;

create table change_event (
    id         bigint      not null,
    at         timestamptz not null,
    station_id integer,
    version    smallint    not null, -- of the body's shape
    topic      text        not null,
    key        text        not null,
    actor      text        not null,
    body       text        not null  -- JSON
) partition by range (at);
create table change_event_default partition of change_event default;
create index change_event_number on change_event (id);
