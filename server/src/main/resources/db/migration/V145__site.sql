-- Sites are a tree, each a place one can go to.
alter table site add column parent_id int references site;
alter table site add column title text;
alter table site add column street text;
alter table site add column postal_code text;
alter table site add column city text;
alter table site add column country text;            -- ISO 3166-1, two letters
alter table site add column latitude numeric(9, 6);
alter table site add column longitude numeric(9, 6);
