-- +goose Up
create table answer_acts (
    session_id uuid not null references sessions on delete cascade,
    family_id  uuid not null references families on delete cascade,
    at         timestamptz not null,
    primary key (session_id, family_id)
);
create index answer_acts_family_idx on answer_acts (family_id);
comment on table answer_acts is 'When a family last answered or took its answer back, by its own act: an older one that waited on a phone loses (answer.overtaken).';
