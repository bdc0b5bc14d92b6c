-- +goose Up
create table push_subscriptions (
    device_id  uuid primary key references devices on delete cascade,
    endpoint   text not null constraint push_subscriptions_endpoint_key unique check (length(endpoint) <= 2048),
    service    text not null,
    p256dh     text not null,
    auth       text not null,
    vapid_key  text not null,
    created_at timestamptz not null default now(),
    checked_at timestamptz not null default now()
);
comment on table push_subscriptions is 'Where a device can be reached. Deleted only when the push service says 404 or 410, when the device is signed out, or when unused for a year.';
comment on column push_subscriptions.service is 'The allow-listed push service that the endpoint belongs to; a slow one holds up no other.';
comment on column push_subscriptions.vapid_key is 'Public VAPID key that the subscription was made with.';

create table push_services (
    service      text primary key,
    paused_until timestamptz not null,
    reason       text not null,
    failures     integer not null default 0,
    updated_at   timestamptz not null default now()
);
comment on table push_services is 'Push services (and the mail server) that are left alone for a while: refused our key, asked us to wait, or are down.';

create table reminders (
    id             bigint generated always as identity primary key,
    session_id     uuid not null references sessions on delete cascade,
    revision       integer not null,
    kind           text not null check (kind in ('day_before', 'morning', 'will_you_come', 'moved', 'cancelled', 'door', 'seat_offer',
                                                 'shift_day_before', 'shift_morning', 'shift_moved', 'shift_cancelled', 'shift_door', 'late_give_back')),
    recipient_kind text not null check (recipient_kind in ('family', 'volunteer', 'place')),
    recipient      uuid not null,
    channel        text not null check (channel in ('push', 'mail')),
    target         uuid not null,
    service        text not null,
    state          text not null default 'due' check (state in ('due', 'sent', 'gone', 'withdrawn', 'expired', 'failed')),
    due_at         timestamptz not null,
    expires_at     timestamptz not null,
    next_try_at    timestamptz not null default now(),
    attempts       smallint not null default 0,
    lease          uuid,
    lease_until    timestamptz,
    settled_at     timestamptz,
    reason         text not null default '',
    created_at     timestamptz not null default now(),
    constraint reminders_once_key unique (session_id, kind, recipient, channel, target, revision),
    constraint reminders_settled_check check ((state = 'due') = (settled_at is null))
) with (fillfactor = 70);
create index reminders_due_idx on reminders (service, next_try_at) where state = 'due';
create index reminders_recipient_idx on reminders (recipient);
comment on table reminders is 'The ledger: one row per session, kind, recipient and channel (for push, each device), planned once and settled once. It is the queue too: jobs only wake up whoever works through it.';
comment on column reminders.revision is 'Of the session, or of the offer, that the row was planned for. An older one is withdrawn, never sent.';
comment on column reminders.target is 'The device for push, the recipient for mail. Replaced by a random value when the person is erased.';
comment on column reminders.service is 'Push service of the device, or mail.';
comment on column reminders.lease is 'Who is sending it now; valid until lease_until by the database''s clock. Only the holder may settle the row.';
