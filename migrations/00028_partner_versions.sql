-- +goose Up
alter table partners add column version integer not null default 1;
comment on column partners.version is 'Raised by every change of name, role, place in the order or logo: who has seen an older one is refused (F21).';
