-- Filters and columns of a list that somebody keeps under a name.
create table saved_view (
    person     text        not null,
    list       text        not null,
    name       text        not null,
    search     jsonb       not null,
    changed_at timestamptz not null,
    primary key (person, list, name)
);
