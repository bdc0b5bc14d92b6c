-- +goose Up
create table families (
    id            uuid primary key default gen_random_uuid(),
    place_id      uuid references places on delete set null,
    nickname      text not null default '' check (length(nickname) <= 60),
    lang          text not null default 'nb',
    children      smallint not null default 0 check (children between 0 and 20),
    young         smallint not null default 0 check (young between 0 and 20),
    parents       smallint not null default 0 check (parents between 0 and 20),
    siblings      smallint not null default 0 check (siblings between 0 and 20),
    supporters    smallint not null default 0 check (supporters between 0 and 20),
    staff         smallint not null default 0 check (staff between 0 and 20),
    email         text constraint families_email_key unique check (email = lower(email) and length(email) <= 254),
    remind_when   text not null default 'day_before' check (remind_when in ('day_before', 'morning', 'both', 'none')),
    remind_at     time,
    ask_enabled   boolean not null default true,
    discreet      boolean not null default false,
    version       integer not null default 1,
    calendar_hash bytea constraint families_calendar_key unique,
    created_at    timestamptz not null default now(),
    seen_at       timestamptz not null default now()
);
comment on table families is 'People who come together, and the language that they read. Nothing but the language is needed (GDPR art. 5: the least).';
comment on column families.children is 'Usual company, one column a kind, so that the next answer is one tap.';
comment on column families.email is 'Confirmed by a typed code before it is stored here. Lower case.';
comment on column families.remind_at is 'Own wall-clock time for the day before; null: the place''s.';
comment on column families.discreet is 'Notices and mails never name the activity.';
comment on column families.calendar_hash is 'SHA-256 of the token in the private calendar address.';

create table volunteers (
    id            uuid primary key default gen_random_uuid(),
    place_id      uuid references places on delete set null,
    partner_id    uuid references partners on delete set null,
    name          text not null default '' check (length(name) <= 80),
    lang          text not null default 'nb',
    speaks        text[] not null default '{}',
    email         text not null constraint volunteers_email_key unique check (email = lower(email) and length(email) <= 254),
    remind_when   text not null default 'day_before' check (remind_when in ('day_before', 'morning', 'both', 'none')),
    remind_at     time,
    discreet      boolean not null default false,
    calendar_hash bytea constraint volunteers_calendar_key unique,
    created_at    timestamptz not null default now(),
    seen_at       timestamptz not null default now()
);
comment on table volunteers is 'People who take shifts. speaks: language codes that families may be told of, never with a name.';

create table devices (
    id           uuid primary key default gen_random_uuid(),
    token_hash   bytea not null constraint devices_token_key unique check (length(token_hash) = 32),
    family_id    uuid references families on delete cascade,
    volunteer_id uuid references volunteers on delete cascade,
    label        text not null default '' check (length(label) <= 60),
    created_at   timestamptz not null default now(),
    seen_at      timestamptz not null default now(),
    constraint devices_owner_check check (family_id is not null or volunteer_id is not null)
);
create index devices_family_idx on devices (family_id) where family_id is not null;
create index devices_volunteer_idx on devices (volunteer_id) where volunteer_id is not null;
comment on table devices is 'How a person is known: a random cookie, stored hashed. A revoked device is a deleted row.';
comment on column devices.label is 'Kind of phone and browser, made from a short list, so that a person recognises it.';

create table email_codes (
    id           uuid primary key default gen_random_uuid(),
    purpose      text not null check (purpose in ('family_add', 'family_return', 'volunteer')),
    email        text not null,
    lang         text not null,
    browser_hash bytea not null,
    family_id    uuid references families on delete cascade,
    code_hash    bytea,
    wrong        smallint not null default 0,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    used_at      timestamptz
);
create index email_codes_expiry_idx on email_codes (expires_at);
comment on table email_codes is 'Typed sign-in codes: ten minutes, once, five tries, bound to the browser that asked (OWASP ASVS 5.0 6.6). code_hash is null until the mail is being written: the code itself is never stored.';

create table link_codes (
    code_hash  bytea primary key,
    family_id  uuid not null references families on delete cascade,
    expires_at timestamptz not null
);
comment on table link_codes is 'Shown on one phone, read on the other: links a second phone to a family. Ten minutes, once.';

create table passkeys (
    id           bytea primary key,
    volunteer_id uuid not null references volunteers on delete cascade,
    credential   jsonb not null,
    label        text not null default '',
    created_at   timestamptz not null default now(),
    used_at      timestamptz
);
create index passkeys_volunteer_idx on passkeys (volunteer_id);
comment on table passkeys is 'WebAuthn credentials of volunteers.';

create table passkey_challenges (
    id           uuid primary key default gen_random_uuid(),
    volunteer_id uuid references volunteers on delete cascade,
    data         jsonb not null,
    expires_at   timestamptz not null
);
comment on table passkey_challenges is 'An open WebAuthn ceremony: five minutes, once.';
