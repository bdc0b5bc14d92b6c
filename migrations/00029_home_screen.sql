-- +goose Up
alter table link_codes add column device_id uuid references devices on delete cascade;
comment on column link_codes.device_id is 'Whose home screen the code is for: its app opens as this device''s family. A day, once. Null for a code that is shown.';
comment on table link_codes is 'Links a second device to a family, once: shown on one phone and read on the other (ten minutes), or written into the app on this phone''s home screen (a day).';
