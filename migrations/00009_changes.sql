-- +goose Up
create table session_changes (
    session_id uuid not null references sessions on delete cascade,
    revision   integer not null,
    kind       text not null check (kind in ('moved', 'cancelled', 'door')),
    at         timestamptz not null default now(),
    primary key (session_id, revision)
);
comment on table session_changes is 'What each revision of a session changed, and when: who had answered before must be told. Written by a trigger, so that no way of changing a session can forget it.';

-- +goose StatementBegin
create function session_change_keep() returns trigger
language plpgsql as $$
begin
    insert into session_changes (session_id, revision, kind)
    values (new.id, new.revision, case when new.status = 'cancelled' then 'cancelled'
                                       when new.starts_at <> old.starts_at or new.status <> old.status then 'moved'
                                       else 'door' end)
    on conflict do nothing;
    return null;
end $$;
-- +goose StatementEnd

create trigger sessions_change_keep after update of revision on sessions
    for each row when (new.revision > old.revision) execute function session_change_keep();

-- Reminders of all places are planned together: a zone that the database does not know would stop them all.
alter table places add constraint places_time_zone_check check (timezone(time_zone, timestamptz '2017-08-26 09:30Z') is not null);
