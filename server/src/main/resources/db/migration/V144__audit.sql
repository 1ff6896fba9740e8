-- What was changed and commanded, and who logged in. Rows are added and never touched again.
create table audit_entry (
    id             bigint generated always as identity primary key,
    at             timestamptz not null,
    actor          text not null,
    via            text not null,                     -- password, oidc, token, file or setup
    remote_address text,
    action         text not null,
    object         text not null,
    before         text,                              -- JSON
    after          text                               -- JSON
);
create index audit_entry_by_object on audit_entry (object, id desc);
create index audit_entry_by_actor on audit_entry (lower(actor), id desc);

create function audit_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'the audit cannot be changed';
end $$;
create trigger audit_is_final before update or delete or truncate on audit_entry for each statement execute function audit_is_final();
