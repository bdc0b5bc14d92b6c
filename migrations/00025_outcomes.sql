-- +goose Up
-- A replay is answered from how things stand; a stored answer was a second copy of what a family, a volunteer or a team
-- has changed or withdrawn since.
alter table idempotency add column outcome jsonb;

-- +goose StatementBegin
create function idempotency_outcome(body bytea) returns jsonb
language plpgsql immutable as $$
declare
    said jsonb := convert_from(body, 'UTF8')::jsonb;
begin
    if jsonb_typeof(said) <> 'object' then return null; end if;
    return jsonb_strip_nulls(jsonb_build_object('id', said -> 'id', 'via', said -> 'via', 'organiserTold', said -> 'organiserTold'));
exception when others then return null; -- not JSON: nothing to name
end $$;
-- +goose StatementEnd

-- The version before stores whole answers: the row forgets them, whoever writes it.
-- +goose StatementBegin
create function idempotency_keeps_outcomes() returns trigger language plpgsql as $$
begin
    if new.status < 300 and new.body is not null then
        new.outcome := coalesce(new.outcome, idempotency_outcome(new.body));
        new.body := null;
    end if;
    return new;
end $$;
-- +goose StatementEnd
create trigger idempotency_keeps_outcomes before insert or update on idempotency
    for each row execute function idempotency_keeps_outcomes();

-- A hash of a short text can be guessed back; a new one is made with the key, which nobody stores.
update idempotency set request_hash = '' where owner <> 'nobody';
update idempotency set body = body where status < 300 and body is not null;

comment on table idempotency is 'Outcomes of writes that carried an Idempotency-Key, so that a replay has one effect and one answer. status null: still in flight. Kept seven days.';
comment on column idempotency.request_hash is 'SHA-256 of the key and the request, to recognise another request under the same key. Empty: any is taken for the first, from before hashes had the key in them.';
comment on column idempotency.outcome is 'What a success came to: the id or word of what was made. The answer of a replay is read anew.';
comment on column idempotency.body is 'Of refusals alone: a problem document, which says nothing of a person.';
