-- +goose Up
create table answers (
    session_id       uuid not null references sessions on delete cascade,
    family_id        uuid not null references families on delete cascade,
    state            text not null check (state in ('coming', 'not_coming', 'waiting', 'offered', 'lapsed')),
    children         smallint not null default 0 check (children between 0 and 20),
    young            smallint not null default 0 check (young between 0 and 20),
    parents          smallint not null default 0 check (parents between 0 and 20),
    siblings         smallint not null default 0 check (siblings between 0 and 20),
    supporters       smallint not null default 0 check (supporters between 0 and 20),
    staff            smallint not null default 0 check (staff between 0 and 20),
    seats            integer not null generated always as (children + young + parents + siblings + supporters + staff) stored,
    waiting_since    timestamptz,
    offer_no         smallint not null default 0,
    offer_expires_at timestamptz,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz not null default now(),
    primary key (session_id, family_id),
    constraint answers_waiting_check check ((state = 'waiting') = (waiting_since is not null)),
    constraint answers_offer_check check ((state = 'offered') = (offer_expires_at is not null)),
    constraint answers_heads_check check (state in ('not_coming', 'lapsed') or children + young + parents + siblings + supporters + staff > 0)
) with (fillfactor = 80);
create index answers_family_idx on answers (family_id);
create index answers_waiting_idx on answers (session_id, waiting_since) where state = 'waiting';
create index answers_offer_idx on answers (offer_expires_at) where state = 'offered';
comment on table answers is 'A family''s answer to a session: coming with these people, not coming, on the waiting list, offered a seat, or an offer that lapsed.';
comment on column answers.offer_no is 'How many times a seat was offered: the notice of each offer is its own.';

create table wishes (
    session_id       uuid not null,
    family_id        uuid not null,
    interpreter_lang text,
    allergies        text check (length(allergies) <= 300),
    helps            text check (length(helps) <= 600),
    consent_at       timestamptz,
    consent_lang     text,
    consent_wording  text,
    created_at       timestamptz not null default now(),
    primary key (session_id, family_id),
    foreign key (session_id, family_id) references answers on delete cascade,
    constraint wishes_consent_check check (helps is null or (consent_at is not null and consent_lang is not null and consent_wording is not null))
);
comment on table wishes is 'Optional wishes of a family for one session. Erased when the session is over (GDPR art. 9; P1, P2).';
comment on column wishes.helps is 'What helps the child, never a diagnosis. A guardian''s consent with its time, language and wording stands beside it.';

-- +goose StatementBegin
create function answer_set(p_session uuid, p_family uuid, p_coming boolean,
    p_children int, p_young int, p_parents int, p_siblings int, p_supporters int, p_staff int,
    out outcome text, out seats_left int, out freed boolean)
language plpgsql as $$
declare
    s    record;
    old  answers%rowtype;
    want int := p_children + p_young + p_parents + p_siblings + p_supporters + p_staff;
    held int := 0;          -- seats that this family already has
    next text;
begin
    freed := false;
    select x.capacity, x.seats_taken, x.families_waiting, p.smaller_may_pass
      into s from sessions x join places p on p.id = x.place_id
     where x.id = p_session and x.status = 'open' and x.starts_at > now() for update of x;
    if not found then outcome := 'closed'; return; end if;

    -- Read after the lock: in READ COMMITTED this statement sees what the last holder committed.
    select * into old from answers where session_id = p_session and family_id = p_family;
    if old.state in ('coming', 'offered') then held := old.seats; end if;

    if not p_coming then
        next := 'not_coming';
    elsif s.capacity is null or want <= held then
        next := 'coming';
    elsif want > s.capacity then
        outcome := 'larger_than_hall'; seats_left := s.capacity - s.seats_taken; return;
    elsif s.seats_taken - held + want <= s.capacity and (s.families_waiting = 0 or s.smaller_may_pass) then
        next := 'coming';
    elsif held > 0 then     -- asks for more than there is: what it has is not lost
        outcome := 'no_room_for_more'; seats_left := s.capacity - s.seats_taken; return;
    else
        next := 'waiting';
    end if;

    insert into answers (session_id, family_id, state, children, young, parents, siblings, supporters, staff, waiting_since)
    values (p_session, p_family, next, p_children, p_young, p_parents, p_siblings, p_supporters, p_staff,
            case when next = 'waiting' then clock_timestamp() end)
    on conflict (session_id, family_id) do update set
        state = excluded.state, children = excluded.children, young = excluded.young, parents = excluded.parents,
        siblings = excluded.siblings, supporters = excluded.supporters, staff = excluded.staff,
        waiting_since = case when excluded.state = 'waiting' then coalesce(answers.waiting_since, excluded.waiting_since) end,
        offer_expires_at = null, updated_at = now();

    update sessions set
        seats_taken      = s.seats_taken - held + case when next = 'coming' then want else 0 end,
        families_coming  = families_coming  - (old.state is not distinct from 'coming')::int  + (next = 'coming')::int,
        families_waiting = families_waiting - (old.state is not distinct from 'waiting')::int + (next = 'waiting')::int
     where id = p_session
    returning capacity - sessions.seats_taken, families_waiting > 0 into seats_left, freed;
    outcome := next;
end $$;
-- +goose StatementEnd
comment on function answer_set is 'Sets a family''s answer under the session''s row lock: coming, not_coming or waiting; or says closed, larger_than_hall, no_room_for_more and changes nothing. freed: somebody waits, so seats_offer must be called.';

-- +goose StatementBegin
create function answer_undo(p_session uuid, p_family uuid, out outcome text, out freed boolean)
language plpgsql as $$
declare
    old answers%rowtype;
begin
    freed := false;
    perform from sessions where id = p_session and status = 'open' and starts_at > now() for update;
    if not found then outcome := 'closed'; return; end if;
    delete from answers where session_id = p_session and family_id = p_family returning * into old;
    if not found then outcome := 'none'; return; end if;
    update sessions set
        seats_taken      = seats_taken - case when old.state in ('coming', 'offered') then old.seats else 0 end,
        families_coming  = families_coming  - (old.state = 'coming')::int,
        families_waiting = families_waiting - (old.state = 'waiting')::int
     where id = p_session returning families_waiting > 0 into freed;
    outcome := 'undone';
end $$;
-- +goose StatementEnd
comment on function answer_undo is 'Takes a family''s answer back as if it had never been given. freed: somebody waits, so seats_offer must be called.';

-- +goose StatementBegin
create function seats_offer(p_session uuid) returns setof uuid
language plpgsql as $$
declare
    s record;
    f record;
begin
    select x.capacity, x.seats_taken, x.starts_at, p.offer_hold, p.smaller_may_pass
      into s from sessions x join places p on p.id = x.place_id
     where x.id = p_session and x.status = 'open' and x.starts_at > now() for update of x;
    if not found then return; end if;
    for f in select family_id, seats from answers
              where session_id = p_session and state = 'waiting' order by waiting_since, family_id loop
        if s.capacity is not null and s.seats_taken + f.seats > s.capacity then
            exit when not s.smaller_may_pass;
            continue;
        end if;
        update answers set state = 'offered', waiting_since = null, offer_no = offer_no + 1, updated_at = now(),
               offer_expires_at = least(now() + s.offer_hold, s.starts_at)
         where session_id = p_session and family_id = f.family_id;
        s.seats_taken := s.seats_taken + f.seats;
        update sessions set seats_taken = s.seats_taken, families_waiting = families_waiting - 1 where id = p_session;
        return next f.family_id;
    end loop;
end $$;
-- +goose StatementEnd
comment on function seats_offer is 'Offers free seats to waiting families in order, whole families only; returns those who must be told. Their seats count as taken until they answer or the offer lapses.';

-- +goose StatementBegin
create function offers_lapse(p_session uuid) returns int
language plpgsql as $$
declare
    gone record;
begin
    perform from sessions where id = p_session for update;
    with lapsed as (
        update answers set state = 'lapsed', offer_expires_at = null, updated_at = now()
         where session_id = p_session and state = 'offered' and offer_expires_at <= now()
        returning seats)
    select count(*)::int as families, coalesce(sum(seats), 0)::int as seats into gone from lapsed;
    update sessions set seats_taken = seats_taken - gone.seats where id = p_session and gone.families > 0;
    return gone.families;
end $$;
-- +goose StatementEnd
comment on function offers_lapse is 'Ends offers whose time is over and frees their seats; returns how many ended.';
