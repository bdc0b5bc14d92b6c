-- +goose Up
create table tasks (
    place_id          uuid not null references places on delete cascade,
    task              text not null check (task in ('waffles', 'set_up', 'welcome', 'interpret', 'instruments', 'clear_away')),
    hands             smallint not null check (hands between 0 and 50),
    starts_before     interval not null default '0',
    ends_after        interval not null default '0',
    needs_certificate boolean not null default false,
    primary key (place_id, task)
);
comment on table tasks is 'Kinds of volunteer work at a place, with how many hands a session needs by default.';
comment on column tasks.starts_before is 'How long before the session the shift starts. A negative value: that long after its start.';
comment on column tasks.ends_after is 'How long after the session the shift ends. A negative value: that long before its end.';
comment on column tasks.needs_certificate is 'A police certificate must have been shown (politiregisterloven § 39, politiregisterforskriften § 34-1).';

create table shifts (
    id         uuid primary key default gen_random_uuid(),
    session_id uuid not null references sessions on delete cascade,
    task       text not null check (task in ('waffles', 'set_up', 'welcome', 'interpret', 'instruments', 'clear_away')),
    needed     smallint not null check (needed between 0 and 50),
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    needs_certificate boolean not null default false,
    constraint shifts_task_key unique (session_id, task),
    constraint shifts_hours_check check (ends_at > starts_at)
);
create index shifts_starts_idx on shifts (starts_at);
comment on table shifts is 'A task at one session, with the number of hands needed.';

create table shift_slots (
    shift_id   uuid not null references shifts on delete cascade,
    partner_id uuid not null references partners on delete cascade,
    slots      smallint not null check (slots between 1 and 50),
    primary key (shift_id, partner_id)
);
comment on table shift_slots is 'Hands that a partner has promised. What its people have not taken five days before is open to all.';

create table shift_hands (
    shift_id     uuid not null references shifts on delete cascade,
    volunteer_id uuid not null references volunteers on delete cascade,
    partner_id   uuid references partners on delete set null,
    taken_at     timestamptz not null default now(),
    primary key (shift_id, volunteer_id)
);
create index shift_hands_volunteer_idx on shift_hands (volunteer_id);
comment on table shift_hands is 'Who has taken a shift. partner_id: in one of that partner''s slots.';

create table certificates (
    volunteer_id uuid not null references volunteers on delete cascade,
    task         text not null,
    asked_on     date not null,
    shown_on     date,
    shown_to     text check (length(shown_to) <= 80),
    primary key (volunteer_id, task, asked_on),
    constraint certificates_shown_check check ((shown_on is null) = (shown_to is null) and (shown_on is null or shown_on >= asked_on))
);
comment on table certificates is 'That a police certificate was asked for and shown: dates, task and to whom. Never the certificate, its content or a remark. Asked for again before it runs out, the older one counts until then.';

-- +goose StatementBegin
create function shift_released_at(p_starts_at timestamptz, p_zone text) returns timestamptz
language sql immutable as $$
    select (p_starts_at at time zone p_zone - interval '5 days') at time zone p_zone
$$;
-- +goose StatementEnd
comment on function shift_released_at is 'When partners'' empty slots open to all: five days before, by the clock at the place.';

-- +goose StatementBegin
create function shifts_seen_by(p_volunteer uuid)
returns table (shift_id uuid, mine boolean, open int, blocked text, late_after timestamptz, released_at timestamptz)
language sql stable as $$
    select sh.id, hands.mine, greatest(lacking.open, 0)::int,
           case when hands.mine then null
                when se.status <> 'open' or sh.starts_at <= now() then 'closed'
                when busy.hours && tstzrange(sh.starts_at, sh.ends_at) then 'overlap'
                when sh.needs_certificate and not exists (
                    select from certificates c
                     where c.volunteer_id = v.id and c.task = sh.task
                       and c.shown_on + make_interval(months => p.certificate_months) > (sh.starts_at at time zone p.time_zone)::date) then 'certificate'
                when lacking.open <= 0 then 'full'
           end,
           sh.starts_at - make_interval(hours => p.give_back_hours),
           case when owned.by_any > 0 and release.at > now() then release.at end
      from volunteers v
     cross join lateral (
         select range_agg(tstzrange(o.starts_at, o.ends_at)) as hours
           from shift_hands h join shifts o on o.id = h.shift_id join sessions os on os.id = o.session_id
          where h.volunteer_id = v.id and os.status = 'open') busy
     cross join shifts sh
      join sessions se on se.id = sh.session_id
      join seasons sn on sn.id = se.season_id and sn.status = 'published'
      join places p on p.id = se.place_id
     cross join lateral (select shift_released_at(sh.starts_at, p.time_zone) as at) release
     cross join lateral (select count(*) as taken, coalesce(bool_or(h.volunteer_id = v.id), false) as mine
                           from shift_hands h where h.shift_id = sh.id) hands
     cross join lateral (
         select coalesce(sum(slot.empty), 0) as by_any,
                coalesce(sum(slot.empty) filter (where slot.partner_id is distinct from v.partner_id), 0) as by_others
           from (select sl.partner_id, greatest(sl.slots - (select count(*) from shift_hands h
                                                             where h.shift_id = sh.id and h.partner_id = sl.partner_id), 0) as empty
                   from shift_slots sl where sl.shift_id = sh.id) slot) owned
     cross join lateral (select sh.needed - hands.taken - case when release.at > now() then owned.by_others else 0 end as open) lacking
     where v.id = p_volunteer
$$;
-- +goose StatementEnd
comment on function shifts_seen_by is 'Every published shift as one volunteer sees it. open: hands lacking that the volunteer may fill: needed, less those taken, less what other partners own until five days before. blocked: why it cannot be taken; null when nothing is in the way. The list and shift_take share this rule.';

-- +goose StatementBegin
create function shift_take(p_shift uuid, p_volunteer uuid) returns text
language plpgsql as $$
declare
    partner uuid;
    seen    record;
begin
    -- One order of locks for all: the volunteer (overlaps), then the shift (the last place).
    select partner_id into partner from volunteers where id = p_volunteer for update;
    if not found then return 'not_found'; end if;
    perform from shifts where id = p_shift for update;
    select * into seen from shifts_seen_by(p_volunteer) s where s.shift_id = p_shift;
    if not found then return 'not_found'; end if;
    if seen.mine then return 'yours'; end if;
    if seen.blocked is not null then return seen.blocked; end if;
    insert into shift_hands (shift_id, volunteer_id, partner_id)
    values (p_shift, p_volunteer, (select partner_id from shift_slots where shift_id = p_shift and partner_id = partner));
    return 'taken';
end $$;
-- +goose StatementEnd
comment on function shift_take is 'Takes a shift for a volunteer under the shift''s row lock: taken, or yours, not_found, or why it is blocked.';
