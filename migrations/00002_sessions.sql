-- +goose Up
create table seasons (
    id         uuid primary key default gen_random_uuid(),
    place_id   uuid not null references places on delete cascade,
    year       smallint not null check (year between 2017 and 2100),
    half       text not null check (half in ('spring', 'autumn')),
    status     text not null default 'published' check (status in ('draft', 'published')),
    created_at timestamptz not null default now(),
    constraint seasons_half_key unique (place_id, year, half)
);
comment on table seasons is 'A list of explicit dates at a place. Its name ("Våren 2019") renders from year and half in every language.';

create table sessions (
    id               uuid primary key default gen_random_uuid(),
    place_id         uuid not null references places on delete cascade,
    season_id        uuid not null references seasons on delete cascade,
    starts_at        timestamptz not null,
    ends_at          timestamptz not null,
    status           text not null default 'open' check (status in ('open', 'cancelled')),
    reason           text check (reason in ('illness', 'venue', 'weather', 'holiday', 'other')),
    capacity         integer constraint sessions_capacity_range check (capacity between 1 and 2000),
    seats_taken      integer not null default 0 check (seats_taken >= 0),
    families_coming  integer not null default 0 check (families_coming >= 0),
    families_waiting integer not null default 0 check (families_waiting >= 0),
    door_kind        text check (door_kind in ('main', 'pavilion', 'street')),
    door_name        text,
    door_floor       smallint,
    revision         integer not null default 0,
    moved_from       timestamptz,
    created_at       timestamptz not null default now(),
    constraint sessions_hours_check check (ends_at > starts_at and ends_at < starts_at + interval '12 hours'),
    constraint sessions_capacity_check check (capacity is null or seats_taken <= capacity)
) with (fillfactor = 60);
create index sessions_open_idx on sessions (place_id, starts_at) where status = 'open';
create index sessions_season_idx on sessions (season_id, starts_at);
create index sessions_starts_idx on sessions (starts_at);
comment on table sessions is 'One Saturday''s gathering. Counts are kept here so that reading costs one row.';
comment on column sessions.seats_taken is 'Heads that are coming, and heads whose seat is held by an offer. Kept by answer_set and its siblings only.';
comment on column sessions.door_kind is 'Set when this session uses another door than the place''s.';
comment on column sessions.revision is 'Raised at every move, cancellation and new door: old notices are recognised by it, new reminders are planned for it.';
