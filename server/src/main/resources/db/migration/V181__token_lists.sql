-- On which stations' lists a token stands.
create index local_list_entry_of_token on local_list_entry (token_key);
-- The members of a group.
create index token_of_group on token (lower(group_id)) where group_id is not null;
