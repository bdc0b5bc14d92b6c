-- Everything that is counted for the screen of one session. @organises: with names of volunteers and of partners.
-- Package heads fills in the kinds of people: {columns of a} and {sums}.
with answered as (
    select a.state, {columns of a}, a.family_id, a.seats, a.waiting_since, s.capacity,
           f.lang, w.interpreter_lang, w.helps is not null or w.helps_sealed is not null as helped
      from answers a
      join sessions s on s.id = a.session_id
      join families f on f.id = a.family_id
      left join wishes w on w.session_id = a.session_id and w.family_id = a.family_id
     where a.session_id = @session
), coming as (
    select * from answered where state = 'coming'
), hands as (
    select sh.id as shift_id, v.id as volunteer_id, v.name, v.speaks, h.partner_id
      from shifts sh
      join shift_hands h on h.shift_id = sh.id
      join volunteers v on v.id = h.volunteer_id
     where sh.session_id = @session
)
select (select jsonb_build_object(
               'coming', count(*) filter (where state = 'coming'), 'waiting', count(*) filter (where state = 'waiting'),
               'tooLarge', count(*) filter (where state = 'waiting' and seats > capacity),
               'nextNeeds', (array_agg(seats order by waiting_since, family_id) filter (where state = 'waiting' and seats <= coalesce(capacity, seats)))[1],
               'offered', count(*) filter (where state = 'offered'), 'notComing', count(*) filter (where state = 'not_coming'))
          from answered) as families,
       (select {sums}
          from coming) as coming,
       (select coalesce(jsonb_agg(jsonb_build_object('lang', lang, 'families', n) order by n desc, lang), '[]')
          from (select lang, count(*) as n from coming group by lang) l) as languages,
       (select coalesce(jsonb_agg(jsonb_build_object('lang', lang, 'families', n, 'speakers',
                       (select count(distinct volunteer_id) from hands where lang = any (speaks))) order by n desc, lang), '[]')
          from (select interpreter_lang as lang, count(*) as n from coming where interpreter_lang is not null group by 1) i) as interpreters,
       (select count(*) from coming where helped) as helps,
       (select coalesce(jsonb_agg(
               jsonb_build_object('id', sh.id, 'task', sh.task, 'startsAt', sh.starts_at, 'endsAt', sh.ends_at,
                       'needed', sh.needed, 'taken', x.taken, 'open', greatest(sh.needed - x.taken, 0))
               || case when @organises then jsonb_build_object('names', x.names, 'partners', p.lacking) else '{}' end
               order by sh.starts_at, sh.task), '[]')
          from shifts sh
         cross join lateral (
               select count(*) as taken, coalesce(jsonb_agg(name order by name) filter (where name <> ''), '[]') as names
                 from hands where shift_id = sh.id) x
         cross join lateral (
               select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'empty', sl.slots - own.n) order by p.name), '[]') as lacking
                 from shift_slots sl
                 join partners p on p.id = sl.partner_id
                cross join lateral (select count(*) as n from hands where shift_id = sh.id and partner_id = p.id) own
                where sl.shift_id = sh.id and sl.slots > own.n) p
         where sh.session_id = @session) as shifts
