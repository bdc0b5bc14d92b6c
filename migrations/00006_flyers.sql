-- +goose Up
create table flyers (
    id              uuid primary key default gen_random_uuid(),
    place_id        uuid not null references places on delete cascade,
    season_id       uuid not null references seasons on delete cascade,
    source_lang     text not null default 'nb',
    source_revision integer not null default 1,
    created_at      timestamptz not null default now(),
    constraint flyers_season_key unique (season_id)
);
comment on table flyers is 'The leaflet of a place and season. Dates, times, address, door, contact and partners are not in its texts: they render from data.';

create table flyer_texts (
    flyer_id        uuid not null references flyers on delete cascade,
    lang            text not null,
    title           text not null check (length(title) between 1 and 120),
    what            text not null check (length(what) <= 1500),
    who             text not null check (length(who) <= 800),
    happens         text not null check (length(happens) <= 1200),
    thanks          text not null check (length(thanks) <= 1500),
    readers         smallint not null default 0 check (readers between 0 and 2),
    source_revision integer not null default 1,
    updated_at      timestamptz not null default now(),
    primary key (flyer_id, lang)
);
comment on table flyer_texts is 'Free text of a flyer in one language.';
comment on column flyer_texts.readers is 'How many speakers have read the translation: 0 machine-made, 1, 2. The source has no review state.';
comment on column flyer_texts.source_revision is 'Revision of the source that it was made from; older than the flyer''s: outdated.';

create table distributors (
    id       uuid primary key default gen_random_uuid(),
    place_id uuid not null references places on delete cascade,
    via      text not null check (via ~ '^[a-z0-9-]{2,40}$'),
    name     text not null,
    constraint distributors_via_key unique (place_id, via)
);
comment on table distributors is 'Who hands flyers out. via is the word in the address of their QR code.';

create table via_counts (
    distributor_id uuid not null references distributors on delete cascade,
    day            date not null,
    opens          integer not null default 0,
    primary key (distributor_id, day)
);
comment on table via_counts is 'How often a distributor''s QR code was used, a day. Never tied to a person.';
