-- +goose Up
create table report_texts (
    place_id   uuid not null references places on delete cascade,
    year       smallint not null check (year between 2017 and 2100),
    part       text not null check (part in ('spring', 'autumn', 'year')),
    section    text not null check (section in ('background', 'method', 'assessment', 'plans', 'correction')),
    text       text not null check (octet_length(text) <= 64000),
    version    integer not null default 1,
    updated_at timestamptz not null default now(),
    primary key (place_id, year, part, section)
);
comment on table report_texts is 'What the organisers write in a report beside its numbers, by section of the funder''s form. correction: what turned out to be wrong after the report was closed.';
comment on column report_texts.part is 'The half of the year that the report is about, or the whole of it.';
