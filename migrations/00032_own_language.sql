-- +goose Up
-- Language and calendar belong to a person, which is a device, and not to the family; mail has the language in which its address was given.
alter table families add column mail_lang text;
update families set mail_lang = lang where email is not null;
comment on column families.mail_lang is 'In which the address was confirmed, and so its mails. Null: the family''s.';

alter table family_calendars add column device_id uuid references devices on delete cascade;
create index family_calendars_device_idx on family_calendars (device_id) where device_id is not null;
comment on table family_calendars is 'Addresses of a family''s private calendar, one for each device that asked for one: a second parent''s does not end the first one''s. SHA-256, as in families.calendar_hash, which holds one of before. A new address ends that device''s own.';
comment on column family_calendars.device_id is 'Whose it is; it ends with the device. Null: it came with a family that was merged into this one.';
