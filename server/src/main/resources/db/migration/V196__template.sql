-- What the configuration of some stations is to be.
create table configuration_template (
    id          uuid primary key,
    name        text not null,
    description text,
    stations    text not null,                        -- JSON: a filter of stations
    intents     text not null,                        -- JSON: variables and keys with the values wanted
    version     integer not null,                     -- counts changes
    actor       text not null,                        -- who changed it last
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    deleted_at  timestamptz
);
create unique index configuration_template_name on configuration_template (lower(name)) where deleted_at is null;
