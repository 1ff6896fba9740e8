-- What charging costs. Versions are never changed and never deleted: transactions keep the one they began with.
create table tariff_version (
    id          text not null,               -- as the operator writes it; unique whatever the case
    version     int not null,
    since       timestamptz not null,
    content     text not null,               -- JSON, as the API takes it
    actor       text not null,
    primary key (id, version)
);

create table tariff (
    id          text primary key,
    deleted_at  timestamptz
);
create unique index tariff_id on tariff (lower(id));

-- Who pays which: the group of the token before the EVSE, the station and the site.
create table tariff_assignment (
    scope       text not null,               -- group, evse, station, site
    subject     text not null,               -- the group in lower case; the key of the station; the id of the site
    evse        int not null,                -- 0 where none is meant
    tariff_id   text not null,
    changed_at  timestamptz not null,
    primary key (scope, subject, evse)
);

-- What a transaction costs: one row when its tariff is chosen, written again when it ends and when late messages change it.
create table transaction_cost (
    transaction_id  uuid primary key,        -- public id
    station_id      int not null,
    tariff_id       text not null,
    tariff_version  int not null,
    evse            int,
    token_group     text,
    currency        text not null,
    total_minor     bigint,                  -- in minor units of the currency; null while it runs, and when it cannot be known
    tax_minor       bigint,
    bill            text,                    -- JSON: parts and explanation
    problem         text,
    running         boolean not null,
    priced_at       timestamptz not null
) with (fillfactor = 70);
create index transaction_cost_running on transaction_cost (transaction_id) where running;
