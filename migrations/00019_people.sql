-- +goose Up
-- +goose StatementBegin
create function folded(p_text text) returns text
language sql immutable parallel safe as $$
    select lower(translate(p_text,
        'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŊŌŐŒŔŘŚŞŠŢŤŦŪŮŰŲŹŻŽАБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ',
        'àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćčďđēėęěğģīįiķĺļľłńņňŋōőœŕřśşšţťŧūůűųźżžабвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя'))
$$;
-- +goose StatementEnd
comment on function folded is 'Lower case in every locale: the private database knows ASCII only. For searching and sorting names.';

create index volunteers_words_idx on volunteers using gin (to_tsvector('simple', folded(name)));
create index volunteers_name_idx on volunteers (folded(name) collate "C", id);
comment on index volunteers_words_idx is 'A volunteer is found by the beginnings of the words of the name.';

create table departures (
    place_id     uuid not null references places on delete cascade,
    volunteer_id uuid not null references volunteers on delete cascade,
    left_at      timestamptz not null default now(),
    primary key (place_id, volunteer_id)
);
comment on table departures is 'Who is no volunteer of a place any more, until the person takes a shift there again.';

create view place_volunteers as
    select v.place_id, v.id as volunteer_id from volunteers v where v.place_id is not null
    union all
    select se.place_id, h.volunteer_id
      from shift_hands h
      join shifts sh on sh.id = h.shift_id
      join sessions se on se.id = sh.session_id
      left join departures d on d.place_id = se.place_id and d.volunteer_id = h.volunteer_id
     where sh.ends_at > now() - interval '24 months' and h.taken_at > coalesce(d.left_at, '-infinity');
comment on view place_volunteers is 'Volunteers of a place, one row or several: whose place it is, and who took a shift there in the last 24 months and has not left since.';

create view hands_held as
    select h.volunteer_id, se.place_id, se.season_id, sh.id as shift_id, sh.task, sh.starts_at, sh.ends_at,
           (extract(epoch from sh.ends_at - sh.starts_at) / 60)::int as minutes
      from shift_hands h
      join shifts sh on sh.id = h.shift_id
      join sessions se on se.id = sh.session_id
     where se.status = 'open' and sh.ends_at <= now();
comment on view hands_held is 'Shifts that were worked: taken, over, at a session that was held. A cancelled one gives no hours.';

-- +goose StatementBegin
create function certificates_at(p_volunteer uuid, p_place uuid)
returns table (task text, needed boolean, state text, asked_on date, shown_on date, shown_to text, valid_until date)
language sql stable as $$
    select w.task, w.needed,
           case when last.valid_until > today.day + 60 then 'shown'
                when last.valid_until > today.day then 'ending'
                when asked.on_day > coalesce(last.shown_on, '-infinity') then 'asked'
                when last.valid_until is not null then 'out'
                when asked.on_day is not null then 'asked'
                else 'none' end,
           asked.on_day, last.shown_on, last.shown_to, last.valid_until
      from places p
     cross join lateral (select (now() at time zone p.time_zone)::date as day) today
     cross join lateral (
         select each.task, bool_or(each.needed) as needed from (
             select t.task, true as needed from tasks t where t.place_id = p.id and t.needs_certificate
             union all
             select sh.task, true from sessions se join shifts sh on sh.session_id = se.id
              where se.place_id = p.id and se.starts_at > now() and sh.needs_certificate
             union all
             select c.task, false from certificates c where c.volunteer_id = p_volunteer) each group by each.task) w
     cross join lateral (select max(c.asked_on) as on_day from certificates c where c.volunteer_id = p_volunteer and c.task = w.task) asked
      left join lateral (
         select c.shown_on, c.shown_to, (c.shown_on + make_interval(months => p.certificate_months))::date as valid_until
           from certificates c where c.volunteer_id = p_volunteer and c.task = w.task and c.shown_on is not null
          order by c.shown_on desc limit 1) last on true
     where p.id = p_place
$$;
-- +goose StatementEnd
comment on function certificates_at is 'What a place knows of a volunteer''s police certificates, by task: none, asked, shown, ending (runs out within 60 days) or out. valid_until is the first day on which it counts no more, by the place''s rule; shifts_seen_by says the same.';

create table certificate_notices (
    volunteer_id uuid not null references volunteers on delete cascade,
    task         text not null,
    valid_until  date not null,
    days         smallint not null check (days in (60, 14)),
    told_at      timestamptz not null default now(),
    primary key (volunteer_id, task, valid_until, days)
);
comment on table certificate_notices is 'That a volunteer was told that a police certificate runs out: once 60 days before, once 14 days before, whichever server does it.';

alter table partners drop constraint partners_role_check, add constraint partners_role_check check (role in ('with', 'thanks', 'funder'));
alter table partners drop constraint partners_name_check, add constraint partners_name_check check (octet_length(name) between 1 and 960);
comment on column partners.role is 'with: arranges together with the place. thanks: is thanked. funder: pays, and is thanked.';

create table partner_logos (
    partner_id uuid primary key references partners on delete cascade,
    png        bytea not null check (octet_length(png) <= 400000),
    set_at     timestamptz not null default now()
);
comment on table partner_logos is 'For the thanks in a report: drawn anew by the program, at most 800 x 800 pixels.';

create table family_calendars (
    hash      bytea primary key,
    family_id uuid not null references families on delete cascade
);
create index family_calendars_family_idx on family_calendars (family_id);
comment on table family_calendars is 'Calendar addresses of families that were merged into this one: a phone that follows one goes on following. SHA-256, as in families.calendar_hash; a new address ends them.';

-- +goose StatementBegin
create function answers_merge(p_session uuid, p_from uuid, p_into uuid, out freed boolean)
language plpgsql as $$
declare
    one    answers%rowtype;
    other  answers%rowtype;
    stands answers%rowtype;
    goes   answers%rowtype;
begin
    freed := false;
    perform from sessions where id = p_session for update;
    select * into one from answers where session_id = p_session and family_id = p_from;
    if not found then return; end if;
    select * into other from answers where session_id = p_session and family_id = p_into;
    stands := one;
    if found then
        -- What was said last stands. Waiting, an offer and its end are no words of the family: they take no seat away.
        if one.updated_at > other.updated_at then goes := other; else stands := other; goes := one; end if;
        if stands.state not in ('coming', 'not_coming')
           and array_position('{coming,offered,waiting,lapsed}', goes.state) < array_position('{coming,offered,waiting,lapsed}', stands.state) then
            one := stands; stands := goes; goes := one;
        end if;
        if stands.state = 'waiting' and goes.state = 'waiting' then stands.waiting_since := least(stands.waiting_since, goes.waiting_since); end if;
        stands.offer_no := greatest(stands.offer_no, goes.offer_no);
        stands.created_at := least(stands.created_at, goes.created_at);
    end if;

    insert into answers (session_id, family_id, state, children, young, parents, siblings, supporters, staff,
                         waiting_since, offer_no, offer_expires_at, created_at, updated_at)
    values (p_session, p_into, stands.state, stands.children, stands.young, stands.parents, stands.siblings, stands.supporters, stands.staff,
            stands.waiting_since, stands.offer_no, stands.offer_expires_at, stands.created_at, stands.updated_at)
    on conflict (session_id, family_id) do update set
        state = excluded.state, children = excluded.children, young = excluded.young, parents = excluded.parents,
        siblings = excluded.siblings, supporters = excluded.supporters, staff = excluded.staff,
        waiting_since = excluded.waiting_since, offer_no = excluded.offer_no, offer_expires_at = excluded.offer_expires_at,
        created_at = excluded.created_at, updated_at = excluded.updated_at;

    delete from wishes w where w.session_id = p_session and w.family_id = goes.family_id
       and (stands.state = 'not_coming' or exists (select from wishes k where k.session_id = p_session and k.family_id = stands.family_id));
    update wishes set family_id = p_into where session_id = p_session and family_id = p_from;
    delete from answers where session_id = p_session and family_id = p_from;

    update sessions set
        seats_taken      = seats_taken - case when goes.state in ('coming', 'offered') then goes.seats else 0 end,
        families_coming  = families_coming  - coalesce((goes.state = 'coming')::int, 0),
        families_waiting = families_waiting - coalesce((goes.state = 'waiting')::int, 0)
     where id = p_session and goes.state in ('coming', 'offered', 'waiting')
    returning families_waiting > 0 into freed;
    freed := coalesce(freed, false);
end $$;
-- +goose StatementEnd
comment on function answers_merge is 'Makes one answer of two families'' answers to a session, under its row lock: the newer one stands, a seat is kept once and nobody''s place in line is lost. Wishes go with the answer that stands; if it has none, the other''s stay. freed: somebody waits, so seats_offer must be called.';
