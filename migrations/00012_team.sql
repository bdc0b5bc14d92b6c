-- +goose Up
create table members (
    id         uuid primary key default gen_random_uuid(),
    name       text not null default '' check (octet_length(name) <= 640),
    email      text not null constraint members_email_key unique check (email = lower(email) and length(email) <= 254),
    lang       text not null default 'nb' check (lang in ('nb', 'nn', 'en')),
    created_at timestamptz not null default now(),
    seen_at    timestamptz not null default now()
);
comment on table members is 'People of a place''s team: organisers, instructors, translators, and organisers of the whole network.';

create table roles (
    id        uuid primary key default gen_random_uuid(),
    member_id uuid not null references members on delete cascade,
    place_id  uuid references places on delete cascade,
    role      text not null check (role in ('organiser', 'instructor', 'translator', 'network')),
    lang      text,
    given_by  uuid references members on delete set null,
    given_at  timestamptz not null default now(),
    constraint roles_place_check check ((role = 'network') = (place_id is null)),
    constraint roles_lang_check check ((role = 'translator') = (lang is not null))
);
create unique index roles_once_key on roles (member_id, role, coalesce(place_id, member_id), coalesce(lang, ''));
create index roles_place_idx on roles (place_id);
comment on table roles is 'Who may do what where. network: what an organiser may, at every place. translator: the flyers of one place in one language.';

create table invitations (
    id         uuid primary key default gen_random_uuid(),
    code_hash  bytea not null constraint invitations_code_key unique,
    place_id   uuid references places on delete cascade,
    role       text not null check (role in ('organiser', 'instructor', 'translator', 'network')),
    lang       text,
    invited_by uuid references members on delete set null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at    timestamptz,
    constraint invitations_place_check check ((role = 'network') = (place_id is null)),
    constraint invitations_lang_check check ((role = 'translator') = (lang is not null))
);
comment on table invitations is 'A link that gives one person one role, once, within a week. The code is stored hashed. invited_by is null when it was printed on the command line.';

alter table devices
    add column member_id      uuid references members on delete set null,
    add column member_key     boolean not null default false,
    add column member_since   timestamptz,
    add column member_seen_at timestamptz,
    drop constraint devices_owner_check,
    add constraint devices_member_check check (member_id is null or (member_since is not null and member_seen_at is not null));
create index devices_member_idx on devices (member_id) where member_id is not null;
comment on column devices.member_key is 'Signed in with a passkey. After a mailed code alone a member may add a passkey and nothing else.';
comment on column devices.member_seen_at is 'A member''s sign-in ends two hours after its last use and twelve hours after it began.';

alter table passkeys
    alter column volunteer_id drop not null,
    add column member_id uuid references members on delete cascade,
    add constraint passkeys_owner_check check (num_nonnulls(volunteer_id, member_id) = 1);
create index passkeys_member_idx on passkeys (member_id) where member_id is not null;
comment on table passkeys is 'WebAuthn credentials of a volunteer or of a member of a team.';
alter table passkey_challenges add column member_id uuid references members on delete cascade;

alter table email_codes
    drop constraint email_codes_purpose_check,
    add constraint email_codes_purpose_check check (purpose in ('family_add', 'family_return', 'volunteer', 'member')),
    add column invitation_id uuid references invitations on delete cascade;
comment on column email_codes.invitation_id is 'The invitation that a new member answers.';

alter table audit
    drop constraint audit_actor_check,
    add constraint audit_actor_check check (actor in ('family', 'volunteer', 'organiser', 'member', 'program'));
create index audit_place_idx on audit (place_id, at) where place_id is not null;
comment on column audit.actor is 'organiser: on the command line. member: a member of the place''s team, named by actor_id.';

-- +goose StatementBegin
create function member_may(p_member uuid, p_place uuid, p_roles text[]) returns boolean
language sql stable as $$
    select exists (select from roles r
                    where r.member_id = p_member
                      and (r.place_id = p_place and r.role = any (p_roles)
                           or r.role = 'network' and p_roles && array['organiser', 'network']))
$$;
-- +goose StatementEnd
comment on function member_may is 'Whether a member has one of the roles at a place. Every query of the team''s pages asks it, so that what belongs to another place does not exist.';
