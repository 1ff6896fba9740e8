-- A station's messages of one action are picked out in the index; before, each of its rows was fetched to look.
drop index exchange_station;
create index exchange_station on exchange (station_id, id, action);
