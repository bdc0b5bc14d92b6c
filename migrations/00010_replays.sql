-- +goose Up
-- What was kept under keys as they were sent cannot be told from a hash: replays of the last seven days start anew.
delete from idempotency;
alter table idempotency add column device_id uuid references devices on delete set null;
create index idempotency_device_idx on idempotency (device_id) where device_id is not null;
comment on column idempotency.key is 'SHA-256 of the key, URL-safe: the key of a first answer is the seed of its device''s token.';
comment on column idempotency.device_id is 'The device that the answer is about, also when it was nobody''s before: its answers go with its person. Emptied answers are replayed as 401.';
