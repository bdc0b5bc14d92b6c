-- +goose Up
-- Health words and telephone numbers are sealed with keys that are not in the database. The version before reads and writes the
-- plain columns; the program moves what it finds there. They can be dropped one release later.
alter table families add column phone_sealed bytea;
alter table wishes
    add column id uuid not null default gen_random_uuid(),
    add column allergies_sealed bytea,
    add column helps_sealed bytea,
    add constraint wishes_sealed_consent_check check (helps_sealed is null or (consent_at is not null and consent_lang is not null and consent_wording is not null));

-- +goose StatementBegin
-- The version before replaces wishes whole, and knows the plain columns alone: what it writes is all there is.
create function wishes_written_plain() returns trigger language plpgsql as $$
begin
    if new.created_at is distinct from old.created_at and new.id = old.id then
        new.allergies_sealed := null;
        new.helps_sealed := null;
    end if;
    return new;
end $$;
-- +goose StatementEnd
create trigger wishes_written_plain before update on wishes for each row execute function wishes_written_plain();

comment on column families.phone is 'Of the version before; moved to phone_sealed.';
comment on column families.phone_sealed is 'E.164, sealed (package seal). Optional: to ring when a change reaches no device and no address. Shown to the place''s organisers for that only.';
comment on column wishes.id is 'What sealed values are bound to: it stays when two families become one. New with everything that a family writes.';
comment on column wishes.allergies is 'Of the version before; moved to allergies_sealed.';
comment on column wishes.helps is 'Of the version before; moved to helps_sealed.';
comment on column wishes.helps_sealed is 'What helps the child, never a diagnosis, sealed (package seal). A guardian''s consent with its time, language and wording stands beside it.';
