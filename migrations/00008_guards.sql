-- +goose Up
create unlogged table rates (
    key          text not null,
    window_start timestamptz not null,
    n            integer not null,
    primary key (key, window_start)
);
comment on table rates is 'Request counts per key and window; one upsert counts for all servers. Keys are hashed. Losing it in a crash is harmless.';

create table idempotency (
    owner        bytea not null,
    key          text not null check (length(key) between 8 and 64),
    request_hash bytea not null,
    status       smallint,
    content_type text,
    body         bytea,
    created_at   timestamptz not null default now(),
    primary key (owner, key)
);
create index idempotency_age_idx on idempotency (created_at);
comment on table idempotency is 'Answers to writes that carried an Idempotency-Key, so that a replay has one effect and one answer. status null: still in flight. Kept seven days.';

create table erasures (
    id          bigint generated always as identity primary key,
    person_hash bytea not null,
    at          timestamptz not null default now()
);
comment on table erasures is 'SHA-256 of the ids of erased people, so that erasures are applied again after an old backup is restored (P6).';
