-- A picture of a site, and where on it the stations stand.
create table site_plan (
    site_id    int primary key references site (id) on delete cascade,
    media_type text        not null,
    width_px   int         not null,
    height_px  int         not null,
    picture    bytea       not null,
    changed_at timestamptz not null
);

-- x from the left and y from the top, as parts of the picture's width and height.
create table site_plan_place (
    site_id    int not null references site (id) on delete cascade,
    station_id int not null,
    x          real not null check (x between 0 and 1),
    y          real not null check (y between 0 and 1),
    primary key (site_id, station_id)
);
