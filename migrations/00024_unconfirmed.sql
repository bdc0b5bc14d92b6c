-- +goose Up
-- A stranger cannot take a Saturday's seats: a large answer of a family that nobody can reach waits for a confirmation.
alter table answers drop constraint answers_state_check;
alter table answers add constraint answers_state_check check (state in ('coming', 'not_coming', 'waiting', 'offered', 'lapsed', 'unconfirmed'));
create index answers_unconfirmed_idx on answers (family_id) where state = 'unconfirmed';
comment on table answers is 'A family''s answer to a session: coming with these people, not coming, on the waiting list, offered a seat, an offer that lapsed, or a large answer of a family that nobody can reach, which holds no seats until it is confirmed.';

-- +goose StatementBegin
create function family_reachable(p_family uuid) returns boolean language sql stable as $$
    select exists (select from families where id = p_family and email is not null)
        or exists (select from push_subscriptions s join devices d on d.id = s.device_id where d.family_id = p_family)
$$;
-- +goose StatementEnd
comment on function family_reachable is 'Whether a family has a confirmed address or a phone with reminders.';

-- +goose StatementBegin
create function answer_ask(p_session uuid, p_family uuid, p_coming boolean,
    p_children int, p_young int, p_parents int, p_siblings int, p_supporters int, p_staff int, p_most int,
    out outcome text, out freed boolean, out held int, out grew int)
language plpgsql as $$
declare
    s    record;
    old  answers%rowtype;
    want int := p_children + p_young + p_parents + p_siblings + p_supporters + p_staff;
begin
    freed := false; held := 0; grew := 0;
    select capacity, status = 'open' and starts_at > trusted_now() as open into s from sessions where id = p_session for update;
    select * into old from answers where session_id = p_session and family_id = p_family;
    if old.state in ('coming', 'offered') then held := old.seats; end if;

    if p_coming and want > held and s.open and not family_reachable(p_family) then
        if s.capacity is not null then grew := want - held; end if;
        if want > s.capacity then
            outcome := 'larger_than_hall'; return;
        elsif want > p_most and held > 0 then     -- what it has is not lost
            outcome := 'confirm_first'; return;
        elsif want > p_most then
            insert into answers (session_id, family_id, state, children, young, parents, siblings, supporters, staff)
            values (p_session, p_family, 'unconfirmed', p_children, p_young, p_parents, p_siblings, p_supporters, p_staff)
            on conflict (session_id, family_id) do update set
                state = excluded.state, children = excluded.children, young = excluded.young, parents = excluded.parents,
                siblings = excluded.siblings, supporters = excluded.supporters, staff = excluded.staff,
                waiting_since = null, updated_at = trusted_now();
            update sessions set families_waiting = families_waiting - 1 where id = p_session and old.state = 'waiting'
            returning families_waiting > 0 into freed;
            outcome := 'unconfirmed'; freed := coalesce(freed, false); grew := 0; return;
        end if;
    end if;
    select a.outcome, a.freed into outcome, freed
      from answer_set(p_session, p_family, p_coming, p_children, p_young, p_parents, p_siblings, p_supporters, p_staff) a;
end $$;
-- +goose StatementEnd
comment on function answer_ask is 'answer_set for a family that answers by itself. One that nobody can reach and that comes with more than p_most people gets no seats until it is confirmed (unconfirmed), or keeps what it has (confirm_first). held: the seats that it had; grew: how many more a family that nobody can reach has asked for.';

-- +goose StatementBegin
create function answer_park(p_session uuid, p_family uuid) returns boolean
language plpgsql as $$
declare
    old   answers%rowtype;
    freed boolean;
begin
    perform from sessions where id = p_session for update;
    select * into old from answers where session_id = p_session and family_id = p_family and state in ('coming', 'offered', 'waiting');
    if not found then return false; end if;
    update answers set state = 'unconfirmed', waiting_since = null, offer_expires_at = null, updated_at = trusted_now()
     where session_id = p_session and family_id = p_family;
    update sessions set
        seats_taken      = seats_taken - case when old.state in ('coming', 'offered') then old.seats else 0 end,
        families_coming  = families_coming  - (old.state = 'coming')::int,
        families_waiting = families_waiting - (old.state = 'waiting')::int
     where id = p_session returning families_waiting > 0 into freed;
    return freed;
end $$;
-- +goose StatementEnd
comment on function answer_park is 'Makes an answer wait for a confirmation and frees its seats. Returns whether somebody waits, so that seats_offer must be called.';

-- +goose StatementBegin
do $$
begin
    -- An answer that waits for a confirmation takes no seat away from the other family of a merge.
    execute replace(pg_get_functiondef('answers_merge(uuid, uuid, uuid)'::regprocedure),
        '{coming,offered,waiting,lapsed}', '{coming,offered,waiting,lapsed,unconfirmed}');
end $$;
-- +goose StatementEnd
