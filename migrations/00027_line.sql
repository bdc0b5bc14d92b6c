-- +goose Up
-- The waiting list moves by one rule, seats_offer, after every change that touches it. A family with more people than the
-- session has room for can never be offered seats: it blocks nobody behind it any more, and is counted, so that it is seen.
alter table sessions add column families_too_large integer not null default 0 check (families_too_large >= 0);
comment on column sessions.families_too_large is 'Of families_waiting, those with more people than the session has room for: they wait for nothing unless fewer come, and block nobody. Counted by seats_offer; it runs while anybody waits, so the number says nothing when families_waiting is 0.';

-- +goose StatementBegin
create or replace function seats_offer(p_session uuid) returns setof uuid
language plpgsql as $$
declare
    s         record;
    f         record;
    blocked   boolean := false;
    too_large int := 0;
begin
    select x.capacity, x.seats_taken, x.starts_at, x.families_too_large, p.offer_hold, p.smaller_may_pass
      into s from sessions x join places p on p.id = x.place_id
     where x.id = p_session and x.status = 'open' and x.starts_at > trusted_now() for update of x;
    if not found then return; end if;
    for f in select family_id, seats from answers
              where session_id = p_session and state = 'waiting' order by waiting_since, family_id loop
        if f.seats > s.capacity then
            too_large := too_large + 1;
        elsif s.seats_taken + f.seats > s.capacity then
            blocked := not s.smaller_may_pass;
        elsif not blocked then
            update answers set state = 'offered', waiting_since = null, offer_no = offer_no + 1, updated_at = trusted_now(),
                   offer_expires_at = least(trusted_now() + s.offer_hold, s.starts_at)
             where session_id = p_session and family_id = f.family_id;
            s.seats_taken := s.seats_taken + f.seats;
            update sessions set seats_taken = s.seats_taken, families_waiting = families_waiting - 1 where id = p_session;
            return next f.family_id;
        end if;
    end loop;
    if too_large <> s.families_too_large then
        update sessions set families_too_large = too_large where id = p_session;
    end if;
end $$;
-- +goose StatementEnd
comment on function seats_offer is 'Offers free seats to waiting families in order, whole families only; returns those who must be told. Their seats count as taken until they answer or the offer lapses. Who needs more seats than are free blocks those behind, unless smaller ones may pass; who needs more than there are at all blocks nobody.';

-- +goose StatementBegin
create or replace function answer_set(p_session uuid, p_family uuid, p_coming boolean,
    p_children int, p_young int, p_parents int, p_siblings int, p_supporters int, p_staff int,
    out outcome text, out seats_left int, out freed boolean)
language plpgsql as $$
declare
    s       record;
    old     answers%rowtype;
    want    int := p_children + p_young + p_parents + p_siblings + p_supporters + p_staff;
    held    int := 0;          -- seats that this family already has
    blocked boolean := false;  -- somebody waits whom this family may not pass
    next    text;
begin
    freed := false;
    select x.capacity, x.seats_taken, x.families_waiting, p.smaller_may_pass
      into s from sessions x join places p on p.id = x.place_id
     where x.id = p_session and x.status = 'open' and x.starts_at > trusted_now() for update of x;
    if not found then outcome := 'closed'; return; end if;

    -- Read after the lock: in READ COMMITTED this statement sees what the last holder committed.
    select * into old from answers where session_id = p_session and family_id = p_family;
    if old.state in ('coming', 'offered') then held := old.seats; end if;
    if s.families_waiting > 0 and not s.smaller_may_pass then
        blocked := exists (select from answers where session_id = p_session and state = 'waiting' and seats <= s.capacity);
    end if;

    if not p_coming then
        next := 'not_coming';
    elsif s.capacity is null or want <= held then
        next := 'coming';
    elsif want > s.capacity then
        outcome := 'larger_than_hall'; seats_left := s.capacity - s.seats_taken; return;
    elsif s.seats_taken - held + want <= s.capacity and not blocked then
        next := 'coming';
    elsif held > 0 then     -- asks for more than there is: what it has is not lost
        outcome := 'no_room_for_more'; seats_left := s.capacity - s.seats_taken; return;
    else
        next := 'waiting';
    end if;

    insert into answers (session_id, family_id, state, children, young, parents, siblings, supporters, staff, waiting_since)
    values (p_session, p_family, next, p_children, p_young, p_parents, p_siblings, p_supporters, p_staff,
            case when next = 'waiting' then greatest(trusted_now(), (select max(w.waiting_since) from answers w where w.session_id = p_session) + interval '1 microsecond') end)
    on conflict (session_id, family_id) do update set
        state = excluded.state, children = excluded.children, young = excluded.young, parents = excluded.parents,
        siblings = excluded.siblings, supporters = excluded.supporters, staff = excluded.staff,
        waiting_since = case when excluded.state = 'waiting' then coalesce(answers.waiting_since, excluded.waiting_since) end,
        offer_expires_at = null, updated_at = trusted_now();

    update sessions set
        seats_taken      = s.seats_taken - held + case when next = 'coming' then want else 0 end,
        families_coming  = families_coming  - (old.state is not distinct from 'coming')::int  + (next = 'coming')::int,
        families_waiting = families_waiting - (old.state is not distinct from 'waiting')::int + (next = 'waiting')::int
     where id = p_session
    returning capacity - sessions.seats_taken, families_waiting > 0 into seats_left, freed;
    outcome := next;
end $$;
-- +goose StatementEnd

-- +goose StatementBegin
create or replace function offers_lapse(p_session uuid) returns int
language plpgsql as $$
declare
    s    record;
    gone record;
begin
    select starts_at into s from sessions where id = p_session and status = 'open' for update;
    if not found then return 0; end if;
    with lapsed as (
        update answers set state = 'lapsed', offer_expires_at = null, updated_at = trusted_now()
         where session_id = p_session and state = 'offered' and least(offer_expires_at, s.starts_at) <= (select trusted_now())
        returning seats)
    select count(*)::int as families, coalesce(sum(seats), 0)::int as seats into gone from lapsed;
    update sessions set seats_taken = seats_taken - gone.seats where id = p_session and gone.families > 0;
    return gone.families;
end $$;
-- +goose StatementEnd
comment on function offers_lapse is 'Ends offers whose time is over, at the latest when the session starts, wherever it was moved, and frees their seats; returns how many ended. The offers of a cancelled session stay: its families are told that it is cancelled, not that a seat went to others.';
