-- +goose Up
create table recipes (
    place_id   uuid primary key references places on delete cascade,
    amounts    jsonb not null check (jsonb_typeof(amounts) = 'object'),
    version    integer not null default 1,
    updated_at timestamptz not null default now()
);
comment on table recipes is 'A place''s own waffle recipe for ten people. A place without a row uses the program''s.';
comment on column recipes.version is 'Raised at every change, so that two organisers do not overwrite each other (If-Match).';

-- Screens that show a session live are told that it changed, and read it again. One statement, however many rows it
-- touches, says it once; what a transaction says twice is heard once.
create function saturday_changed(p_session uuid) returns void
language sql as $$ select pg_notify('saturday', p_session::text) $$;
comment on function saturday_changed is 'Tells the live screens of a session, when the transaction commits, to read it again.';

-- +goose StatementBegin
create function saturday_told() returns trigger
language plpgsql as $$
begin
    perform saturday_changed(c.session_id) from (select distinct session_id from changed where session_id is not null) c;
    return null;
end $$;
-- +goose StatementEnd
comment on function saturday_told is 'For tables with a session_id; what belongs to no session is left out. The transition table of the trigger is called changed.';

-- +goose StatementBegin
create function saturday_told_of_hands() returns trigger
language plpgsql as $$
begin
    perform saturday_changed(c.session_id) from (select distinct sh.session_id from changed join shifts sh on sh.id = changed.shift_id) c;
    return null;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create function saturday_told_of_states() returns trigger
language plpgsql as $$
begin
    perform saturday_changed(c.session_id)
       from (select distinct n.session_id from changed n join unchanged o using (id) where n.state <> o.state and n.session_id is not null) c;
    return null;
end $$;
-- +goose StatementEnd
comment on function saturday_told_of_states is 'For reminders: a lease that is taken or given back changes nothing that anybody sees.';

-- +goose StatementBegin
create function saturday_told_of_session() returns trigger
language plpgsql as $$
begin
    perform saturday_changed(new.id);
    return null;
end $$;
-- +goose StatementEnd

create trigger answers_told_insert after insert on answers referencing new table as changed for each statement execute function saturday_told();
create trigger answers_told_update after update on answers referencing new table as changed for each statement execute function saturday_told();
create trigger answers_told_delete after delete on answers referencing old table as changed for each statement execute function saturday_told();

create trigger wishes_told_insert after insert on wishes referencing new table as changed for each statement execute function saturday_told();
create trigger wishes_told_update after update on wishes referencing new table as changed for each statement execute function saturday_told();
create trigger wishes_told_delete after delete on wishes referencing old table as changed for each statement execute function saturday_told();

create trigger shifts_told_insert after insert on shifts referencing new table as changed for each statement execute function saturday_told();
create trigger shifts_told_update after update on shifts referencing new table as changed for each statement execute function saturday_told();
create trigger shifts_told_delete after delete on shifts referencing old table as changed for each statement execute function saturday_told();

create trigger shift_hands_told_insert after insert on shift_hands referencing new table as changed for each statement execute function saturday_told_of_hands();
create trigger shift_hands_told_delete after delete on shift_hands referencing old table as changed for each statement execute function saturday_told_of_hands();

create trigger reminders_told_insert after insert on reminders referencing new table as changed for each statement execute function saturday_told();
create trigger reminders_told_update after update on reminders referencing old table as unchanged new table as changed for each statement execute function saturday_told_of_states();

create trigger sessions_told after update of revision on sessions for each row when (new.revision > old.revision) execute function saturday_told_of_session();
