-- +goose Up
create table places (
    id                uuid primary key default gen_random_uuid(),
    slug              text not null constraint places_slug_key unique check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
    name              text not null check (length(name) between 1 and 80),
    venue             text not null check (length(venue) between 1 and 120),
    street            text not null,
    postcode          text not null check (postcode ~ '^[0-9]{4}$'),
    town              text not null,
    latitude          double precision not null check (latitude between -90 and 90),
    longitude         double precision not null check (longitude between -180 and 180),
    door_kind         text not null default 'main' check (door_kind in ('main', 'pavilion', 'street')),
    door_name         text not null default '',
    door_floor        smallint,
    lift              boolean not null default false,
    time_zone         text not null default 'Europe/Oslo',
    contact_email     text not null,
    contact_phone     text not null,
    organiser_email   text not null,
    remind_at         time not null default '17:00',
    morning_at        time not null default '08:30',
    ask_enabled       boolean not null default true,
    ask_days_before   smallint not null default 3 check (ask_days_before between 1 and 14),
    ask_at            time not null default '17:00',
    offer_hold        interval not null default '12 hours' check (offer_hold between '10 minutes' and '7 days'),
    smaller_may_pass  boolean not null default false,
    give_back_hours   smallint not null default 48 check (give_back_hours between 0 and 336),
    certificate_months smallint not null default 36 check (certificate_months between 1 and 120),
    created_at        timestamptz not null default now()
);
comment on table places is 'A venue with its team. Address and door are data, so that every language renders them and none can be wrong.';
comment on column places.door_kind is 'main: the main door. pavilion: the pavilion beside door_name. street: the door from the street door_name.';
comment on column places.remind_at is 'Wall-clock time at the place of the reminder the day before.';
comment on column places.offer_hold is 'How long a seat that came free is held for the family that it was offered to.';
comment on column places.smaller_may_pass is 'A smaller family may pass one on the waiting list that does not fit.';
comment on column places.give_back_hours is 'A shift given back later than this before it starts is told to the organiser.';
comment on column places.certificate_months is 'How long a shown police certificate counts here.';

create table partners (
    id         uuid primary key default gen_random_uuid(),
    place_id   uuid not null references places on delete cascade,
    name       text not null check (length(name) between 1 and 120),
    role       text not null check (role in ('with', 'thanks')),
    position   smallint not null default 0,
    join_hash  bytea,
    constraint partners_name_key unique (place_id, name)
);
comment on table partners is 'Organisations that work with a place. Named on its flyers; one may own shift slots.';
comment on column partners.role is 'with: arranges together with the place. thanks: is thanked.';
comment on column partners.join_hash is 'SHA-256 of the code by which a volunteer joins as one of the partner''s hands; null: nobody can.';

create table settings (
    name       text primary key,
    value      jsonb not null,
    updated_at timestamptz not null default now()
);
comment on table settings is 'What the program made for itself at the first start and keeps: VAPID keys, the secret of links.';

create table audit (
    id         bigint generated always as identity primary key,
    at         timestamptz not null default now(),
    actor      text not null check (actor in ('family', 'volunteer', 'organiser', 'program')),
    actor_id   uuid,
    action     text not null,
    place_id   uuid,
    session_id uuid,
    detail     jsonb not null default '{}'
);
create index audit_session_idx on audit (session_id) where session_id is not null;
comment on table audit is 'Who changed what. Says of an erasure only that it happened: actor_id is null there.';
