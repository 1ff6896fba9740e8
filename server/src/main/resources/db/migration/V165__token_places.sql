-- The only stations and EVSEs where a token may charge, one a line; null is everywhere.
alter table token add column allowed_at text;
