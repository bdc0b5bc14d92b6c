-- +goose Up
-- Being told has a deadline: a notice that push has not delivered by its moment climbs to mail, and from there to the organiser's
-- list of calls, whose ticks are rows of the ledger too.
alter table reminders
    add column climbs_at timestamptz,
    drop constraint reminders_channel_check,
    add constraint reminders_channel_check check (channel in ('push', 'mail', 'call'));
comment on column reminders.climbs_at is 'By then its channel must have done its work, else the next one is tried too: push, mail, a call by the organiser. Null: it has, or nothing follows.';

-- +goose StatementBegin
create function climbs_at(p_now timestamptz, p_expires_at timestamptz) returns timestamptz
language sql immutable as $$
    select p_now + least((p_expires_at - p_now) / 8, interval '1 hour')
$$;
-- +goose StatementEnd
comment on function climbs_at is 'When a notice that is planned now climbs to the next channel: after an eighth of the time that is left, an hour at most. Three channels fit in well before the start.';

update reminders set climbs_at = climbs_at(now(), expires_at) where state = 'due' and recipient_kind <> 'place';

alter table families add column email_bounced_at timestamptz;
alter table families add column mail_to text generated always as (case when email_bounced_at is null then email end) stored;
comment on column families.email_bounced_at is 'When a mail server refused the address for good: no mail goes there until the family confirms an address again.';
comment on column families.mail_to is 'The address, while mail reaches it.';
alter table volunteers add column email_bounced_at timestamptz;
alter table volunteers add column mail_to text generated always as (case when email_bounced_at is null then email end) stored;
comment on column volunteers.email_bounced_at is 'When a mail server refused the address for good: no mail goes there until the volunteer signs in by a mailed code again.';
comment on column volunteers.mail_to is 'The address, while mail reaches it.';

-- A person's language is that of the phone: two parents of one family may read two.
alter table devices add column lang text;
update devices d set lang = f.lang from families f where f.id = d.family_id;
comment on column devices.lang is 'In which the app is shown there, and so its notices. Null: as its family or volunteer.';

-- A session that only ends at another hour is moved too: it was told as if its door had changed.
-- +goose StatementBegin
create or replace function session_change_keep() returns trigger
language plpgsql as $$
begin
    insert into session_changes (session_id, revision, kind)
    values (new.id, new.revision, case when new.status = 'cancelled' then 'cancelled'
                                       when new.starts_at <> old.starts_at or new.ends_at <> old.ends_at or new.status <> old.status then 'moved'
                                       else 'door' end)
    on conflict do nothing;
    return null;
end $$;
-- +goose StatementEnd
