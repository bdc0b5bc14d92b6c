-- +goose Up
create table clock (
    id         smallint primary key default 1 check (id = 1),
    trusted_at timestamptz not null,
    ran        bigint not null default 0 check (ran >= 0)
) with (fillfactor = 50);
comment on table clock is 'The newest time that was trusted, and for how many seconds the program has run while its clocks were trusted: no setting of a clock moves ran.';

-- A database that is in use: the newest thing that was seen.
insert into clock (trusted_at) select max(at) from (
    select max(seen_at) from families union all select max(seen_at) from volunteers union all select max(seen_at) from devices
    union all select max(at) from audit) newest(at) having max(at) is not null;

-- +goose StatementBegin
create function trusted_now() returns timestamptz language plpgsql stable parallel safe as $$
declare
    newest timestamptz;
begin
    select trusted_at into newest from clock;
    if newest is null or now() between newest - interval '5 minutes' and newest + interval '10 minutes' then
        return now();
    end if;
    return newest;
end $$;
-- +goose StatementEnd
comment on function trusted_now is 'The time that everything which ends, expires or ages is judged by: now(), unless it is not near the newest trusted time, which a running program renews every minute; then that.';

-- Deletion in two steps: what cannot be had again is marked days before it goes.
create table ageing (
    kind     text not null,
    row_hash bytea not null,
    ran      bigint not null,
    primary key (kind, row_hash)
);
comment on table ageing is 'Rows that are about to be deleted by age, as hashes of their keys, with what clock.ran said when they were marked. They go only after days of running with trusted clocks, if they are still due.';

create table ageing_stops (
    kind    text primary key,
    due     integer not null,
    kept    integer not null,
    since   timestamptz not null,
    allowed integer
);
comment on table ageing_stops is 'Kinds of which more reached its time at once than ageing explains: nothing of them is deleted until the numbers are normal or somebody has looked. allowed: so many may go.';

-- What is stamped is stamped by the trusted time: a clock that was years behind must not make anybody look forgotten.
-- +goose StatementBegin
do $$
declare
    c record;
begin
    for c in select attrelid::regclass as of, attname as name
               from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum
               join pg_class t on t.oid = adrelid
              where t.relnamespace = 'public'::regnamespace and t.relname !~ '^(river|goose)_'
                and pg_get_expr(adbin, adrelid) = 'now()' loop
        execute format('alter table %s alter column %I set default trusted_now()', c.of, c.name);
    end loop;
end $$;
-- +goose StatementEnd

-- Whether a session has begun, how long an offer holds and when it lapses is judged by the trusted time. Who waits comes
-- after those who wait already, whatever the clock says.
-- +goose StatementBegin
do $$
declare
    f regproc;
begin
    foreach f in array array['answer_set', 'answer_undo', 'seats_offer', 'offers_lapse']::regproc[] loop
        execute regexp_replace(replace(pg_get_functiondef(f), 'clock_timestamp()',
            'greatest(now(), (select max(w.waiting_since) from answers w where w.session_id = p_session) + interval ''1 microsecond'')'),
            '\mnow\(\)', 'trusted_now()', 'g');
    end loop;
end $$;
-- +goose StatementEnd
