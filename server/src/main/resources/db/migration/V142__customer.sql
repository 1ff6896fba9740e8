-- Customers whose data a station was told to erase: they stay off its local list until their token is saved again.
create table local_list_erased (
    station_id integer not null,
    token      text not null,                         -- value, folded
    erased_at  timestamptz not null,
    primary key (station_id, token)
);
