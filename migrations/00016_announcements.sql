-- +goose Up
alter table sessions
    drop constraint sessions_reason_check,
    add constraint sessions_reason_check check (reason in ('illness', 'venue', 'works', 'few', 'weather', 'holiday', 'other'));

create table announcements (
    id          uuid primary key default gen_random_uuid(),
    place_id    uuid not null references places on delete cascade,
    session_id  uuid references sessions on delete cascade,
    kind        text not null check (kind in ('moved', 'cancelled', 'door', 'news', 'hands', 'thanks')),
    audience    text not null check (audience in ('families', 'coming', 'volunteers', 'on_shift', 'partner')),
    partner_id  uuid references partners on delete cascade,
    starts_at   timestamptz,
    ends_at     timestamptz,
    door_kind   text check (door_kind in ('main', 'pavilion', 'street')),
    door_name   text not null default '' check (length(door_name) <= 120),
    door_floor  smallint,
    reason      text check (reason in ('illness', 'venue', 'works', 'few', 'weather', 'holiday', 'other')),
    seen        integer,
    created_by  uuid references members on delete set null,
    created_at  timestamptz not null default now(),
    leaves_at   timestamptz not null,
    expires_at  timestamptz not null,
    state       text not null default 'waiting' check (state in ('waiting', 'left', 'undone', 'refused')),
    refusal     text not null default '',
    revision    integer,
    told        integer not null default 0,
    unreached   integer not null default 0,
    constraint announcements_session_check check (session_id is not null or kind = 'news' and audience not in ('coming', 'on_shift')),
    constraint announcements_partner_check check ((audience = 'partner') = (partner_id is not null)),
    constraint announcements_moved_check check ((kind = 'moved') = (starts_at is not null) and (starts_at is null) = (ends_at is null)),
    constraint announcements_cancelled_check check (kind <> 'cancelled' or reason is not null)
);
create unique index announcements_waiting_key on announcements (session_id) where state = 'waiting' and kind in ('moved', 'cancelled', 'door');
create index announcements_place_idx on announcements (place_id, created_at desc);
create index announcements_session_idx on announcements (session_id) where session_id is not null;
create index announcements_waiting_idx on announcements (leaves_at) where state = 'waiting';
comment on table announcements is 'What an organiser tells people: a changed Saturday, news, a call for hands, thanks. It waits a few seconds, in which it can be undone; then it is applied once and the ledger tells people.';
comment on column announcements.audience is 'coming: families that said yes (a change goes to those on shift too). families and volunteers: of the place.';
comment on column announcements.door_kind is 'The new door of kind door; null: the usual one again.';
comment on column announcements.seen is 'Revision of the session that the organiser saw: a change of something newer is refused.';
comment on column announcements.expires_at is 'Later than this nobody needs to hear it.';
comment on column announcements.refusal is 'Code of the fault for which it was refused when its time came.';
comment on column announcements.revision is 'The session''s once a change was applied: the ledger''s rows and the text find each other by it.';
comment on column announcements.told is 'People whom it concerned when it left.';
comment on column announcements.unreached is 'Those of them whom neither a phone nor an address reaches.';

create table announcement_texts (
    announcement_id uuid not null references announcements on delete cascade,
    lang            text not null,
    text            text not null check (text <> '' and octet_length(text) <= 4000),
    machine         boolean not null default false,
    primary key (announcement_id, lang)
);
comment on table announcement_texts is 'An organiser''s own words, by language. A reader whose language is missing gets the Norwegian ones, and is told so.';
comment on column announcement_texts.machine is 'Translated by a machine: its readers are told.';

alter table reminders
    alter column session_id drop not null,
    add column announcement_id uuid references announcements on delete cascade,
    add column about uuid not null generated always as (coalesce(announcement_id, session_id)) stored,
    drop constraint reminders_once_key,
    add constraint reminders_once_key unique (about, kind, recipient, channel, target, revision),
    add constraint reminders_about_check check (num_nonnulls(session_id, announcement_id) = 1),
    drop constraint reminders_kind_check,
    add constraint reminders_kind_check check (kind in ('day_before', 'morning', 'will_you_come', 'moved', 'cancelled', 'door', 'seat_offer',
                                                        'shift_day_before', 'shift_morning', 'shift_moved', 'shift_cancelled', 'shift_door',
                                                        'late_give_back', 'news', 'hands', 'thanks'));
comment on column reminders.about is 'The session, or the announcement, that is told of.';

-- +goose StatementBegin
create function shift_open_for(p_volunteer uuid, p_session uuid) returns boolean
language plpgsql stable as $$
begin
    return exists (select from shifts_seen_by(p_volunteer) seen join shifts sh on sh.id = seen.shift_id
                    where sh.session_id = p_session and not seen.mine and seen.blocked is null and seen.open > 0);
end $$;
-- +goose StatementEnd
comment on function shift_open_for is 'Whether a volunteer could take a shift of a session now. plpgsql, so that the ledger''s questions are not planned with all of shifts_seen_by in them.';
