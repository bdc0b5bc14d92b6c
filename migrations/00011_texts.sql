-- +goose Up
-- A family emoji is one character and seven code points: how long a text may be is counted as a reader counts, by the
-- program; the database bounds the bytes.
alter table families drop constraint families_nickname_check, add constraint families_nickname_check check (octet_length(nickname) <= 480);
alter table volunteers drop constraint volunteers_name_check, add constraint volunteers_name_check check (octet_length(name) <= 640);
alter table wishes drop constraint wishes_allergies_check, add constraint wishes_allergies_check check (octet_length(allergies) <= 2400);
alter table wishes drop constraint wishes_helps_check, add constraint wishes_helps_check check (octet_length(helps) <= 4800);
alter table certificates drop constraint certificates_shown_to_check, add constraint certificates_shown_to_check check (octet_length(shown_to) <= 640);
