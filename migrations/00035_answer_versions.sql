-- +goose Up
-- An organiser changes the answer that was seen, and no other (F21): every change of a row gives it a version that no row
-- ever had, so that an answer that was taken back and given anew is not taken for the old one.
create sequence answer_versions as integer;
alter table answers add column version integer not null default nextval('answer_versions');
comment on column answers.version is 'A new one with every change, by whichever way; never used twice.';

-- +goose StatementBegin
create function answer_version() returns trigger language plpgsql as $$
begin
    new.version := nextval('answer_versions');
    return new;
end $$;
-- +goose StatementEnd
comment on function answer_version is 'Gives a changed answer its next version.';
create trigger answers_version before update on answers for each row execute function answer_version();
