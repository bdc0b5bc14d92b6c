-- +goose Up
alter table email_codes add column name text not null default '' check (octet_length(name) <= 640);
comment on column email_codes.name is 'Of who answers an invitation to a team: kept until the code is typed.';
create index invitations_place_idx on invitations (place_id) where used_at is null;
create index devices_member_seen_idx on devices (member_seen_at) where member_id is not null;
