-- What a site may draw as a whole; each may be absent.
alter table site add column limit_a numeric check (limit_a > 0);    -- amperes, of each phase
alter table site add column limit_w numeric check (limit_w > 0);
