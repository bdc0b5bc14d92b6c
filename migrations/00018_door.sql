-- +goose Up
create table door_taps (
    session_id   uuid not null references sessions on delete cascade,
    id           uuid not null,
    children     smallint not null check (children between -20 and 20),
    young        smallint not null check (young between -20 and 20),
    parents      smallint not null check (parents between -20 and 20),
    siblings     smallint not null check (siblings between -20 and 20),
    supporters   smallint not null check (supporters between -20 and 20),
    staff        smallint not null check (staff between -20 and 20),
    new_families smallint not null default 0 check (new_families between -5 and 5),
    lang         text,
    tapped_at    timestamptz not null,
    member_id    uuid references members on delete set null,
    received_at  timestamptz not null default now(),
    primary key (session_id, id)
);
create index door_taps_received_idx on door_taps (received_at);
comment on table door_taps is 'Every plus and minus at the door. Only added to: the sum is the same in any order, and the id, made by the phone, counts once however often it arrives. Deleted 30 days after the session.';
comment on column door_taps.new_families is 'Families counted without the app; their heads are in the same row.';

create table door_families (
    id         uuid primary key default gen_random_uuid(),
    session_id uuid not null references sessions on delete cascade,
    family_id  uuid references families on delete set null,
    lang       text not null,
    children   smallint not null,
    young      smallint not null,
    parents    smallint not null,
    siblings   smallint not null,
    supporters smallint not null,
    staff      smallint not null,
    arrived    boolean not null,
    before_at  timestamptz,
    tapped_at  timestamptz not null,
    tap_id     uuid not null,
    constraint door_families_key unique (session_id, family_id)
);
create index door_families_family_idx on door_families (family_id) where arrived;
comment on table door_families is 'Families whose row was tapped at the door, with the heads of their answer. The last tap counts: by tapped_at, then by tap_id. An erased family leaves its heads. Deleted 30 days after the session.';
comment on column door_families.before_at is 'Start of the last session at the place to which the family came before this one; null: none.';

create table door_visits (
    family_id uuid not null references families on delete cascade,
    place_id  uuid not null references places on delete cascade,
    last_at   timestamptz not null,
    primary key (family_id, place_id)
);
comment on table door_visits is 'When a family last came to a place: all that is left of door_families after 30 days, so that who returns is not counted as new. Goes with the family.';

create table door_sums (
    session_id uuid primary key references sessions on delete cascade,
    summed_at  timestamptz not null default now(),
    folded_at  timestamptz
);
comment on table door_sums is 'That a session was added up into session_counts, and when what it was added up from was deleted.';
comment on column door_sums.folded_at is 'From then on a correction changes session_counts itself; taps made before it have been counted.';

create table session_notes (
    session_id uuid primary key references sessions on delete cascade,
    text       text not null check (octet_length(text) <= 16000),
    version    integer not null default 1,
    updated_at timestamptz not null default now()
);
comment on table session_notes is 'What went well, in the organisers'' own words. For the place''s organisers only.';

-- +goose StatementBegin
create function door_before(p_family uuid, p_session uuid) returns timestamptz
language sql stable as $$
    select max(at) from sessions s cross join lateral (
        select v.last_at as at from door_visits v where v.family_id = p_family and v.place_id = s.place_id
        union all
        select e.starts_at from door_families d join sessions e on e.id = d.session_id
         where d.family_id = p_family and d.arrived and e.place_id = s.place_id) visit
     where s.id = p_session and visit.at < s.starts_at
$$;
-- +goose StatementEnd
comment on function door_before is 'Start of the last session at the same place to which the family came before this one.';

-- +goose StatementBegin
create function door_measures(p_session uuid) returns table (measure text, key text, n int)
language sql stable as $$
    with this as (
        select s.*, p.time_zone, extract(year from s.starts_at at time zone p.time_zone) as year,
               (select min(o.starts_at) from sessions o where o.season_id = s.season_id) as season_from
          from sessions s join places p on p.id = s.place_id where s.id = p_session),
    came as (
        select false as known, t.new_families as families, t.new_families <> 0 as new, t.lang, null::timestamptz as before_at,
               t.children, t.young, t.parents, t.siblings, t.supporters, t.staff
          from door_taps t where t.session_id = p_session
        union all
        select true, 1, false, d.lang, d.before_at, d.children, d.young, d.parents, d.siblings, d.supporters, d.staff
          from door_families d where d.session_id = p_session and d.arrived),
    kinds as (
        select c.*, k.kind, k.heads from came c cross join lateral (values
            ('children', c.children), ('young', c.young), ('parents', c.parents),
            ('siblings', c.siblings), ('supporters', c.supporters), ('staff', c.staff)) k(kind, heads)),
    spans as (
        select 'reach_ever' as span, '-infinity'::timestamptz as since from this
        union all select 'reach_year', make_timestamptz(year::int, 1, 1, 0, 0, 0, time_zone) from this
        union all select 'reach_season', season_from from this),
    said as (
        select coalesce(sum(c.n) filter (where c.key = 'families'), live.families) as families,
               coalesce(sum(c.n) filter (where c.key = 'heads'), live.heads) as heads
          from (select count(*) as families, coalesce(sum(a.seats), 0) as heads from answers a
                 where a.session_id = p_session and a.state = 'coming') live
          left join session_counts c on c.session_id = p_session and c.measure = 'said_yes'
         group by live.families, live.heads)
    select 'heads', kind, greatest(sum(heads), 0)::int from kinds group by kind
    union all
    select 'families', f.key, f.n from (
        select count(*) filter (where known) as known, count(*) filter (where known and before_at is null) as first,
               greatest(sum(families) filter (where new), 0) as new from came having count(*) > 0) c
     cross join lateral (values ('known', c.known::int), ('first', c.first::int), ('new', coalesce(c.new, 0)::int)) f(key, n)
    union all
    select span, kind, least(greatest(coalesce(sum(heads) filter (where (new or known) and coalesce(before_at < since, true)), 0), 0),
                             greatest(sum(heads), 0))::int
      from kinds cross join spans group by span, kind
    union all
    select span, 'families', greatest(coalesce(sum(families) filter (where coalesce(before_at < since, true)), 0), 0)::int
      from came cross join spans group by span
    union all
    select 'language', lang, sum(families)::int from came where lang is not null group by lang having sum(families) > 0
    union all
    select 'no_show', k.key, greatest(k.n, 0)::int
      from said cross join (select count(*) as families, coalesce(sum(children + young + parents + siblings + supporters + staff), 0) as heads
                              from door_families where session_id = p_session and arrived) came
     cross join lateral (values ('families', said.families - came.families), ('heads', said.heads - came.heads)) k(key, n)
     where exists (select from door_families where session_id = p_session)
$$;
-- +goose StatementEnd
comment on function door_measures is 'What the door has counted so far, in the measures of session_counts; nothing when nobody counted. A family that came is first in a span that began after its visit before; one counted without the app is first in all. Nothing is below zero, and no reach above the heads.';

create trigger door_taps_told after insert on door_taps referencing new table as changed for each statement execute function saturday_told();
create trigger door_families_told_insert after insert on door_families referencing new table as changed for each statement execute function saturday_told();
create trigger door_families_told_update after update on door_families referencing new table as changed for each statement execute function saturday_told();
