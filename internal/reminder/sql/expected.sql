-- Who must be told what, judged by what is true now. $1: now; $2, $3: only about these (sessions, announcements) and people, null for all.
-- Planning inserts it, sending asks it again, accounting compares it with the ledger, and a preview asks it of a change that has not
-- been made (supposed.sql): one truth for the four.
upcoming as (
    select s.id as session_id, s.place_id, s.starts_at, s.status, s.revision, s.capacity, p.time_zone,
           s.capacity is null or s.seats_taken < s.capacity and (p.smaller_may_pass or s.families_waiting <= s.families_too_large) as room,
           p.remind_at, p.morning_at, p.ask_enabled, p.ask_days_before, p.ask_at,
           (s.starts_at at time zone p.time_zone)::date as day
      from sessions s
      join seasons on seasons.id = s.season_id and seasons.status = 'published'
      join places p on p.id = s.place_id
     where s.starts_at > $1::timestamptz - interval '7 days'
       and ($2::uuid[] is null or s.id = any ($2::uuid[]))
), attending as (
    select u.session_id, u.revision, u.status, u.time_zone, u.day, u.morning_at, u.starts_at,
           '' as prefix, 'family' as recipient_kind, f.id as recipient, f.mail_to as email, f.remind_when,
           coalesce(f.remind_at, u.remind_at) as remind_at,
           a.state, a.created_at as since, a.offer_no, a.offer_expires_at, a.updated_at as offered_at,
           case when a.state = 'waiting' and a.seats > u.capacity then u.capacity end as too_large_for
      from upcoming u
      join answers a on a.session_id = u.session_id and a.state in ('coming', 'waiting', 'offered')
      join families f on f.id = a.family_id
     where $3::uuid[] is null or f.id = any ($3::uuid[])
    union all
    select u.session_id, u.revision, u.status, u.time_zone, u.day, u.morning_at, min(sh.starts_at),
           'shift_', 'volunteer', v.id, v.mail_to as email, v.remind_when, coalesce(v.remind_at, u.remind_at),
           'coming', min(h.taken_at), 0, null, null, null
      from upcoming u
      join shifts sh on sh.session_id = u.session_id
      join shift_hands h on h.shift_id = sh.id
      join volunteers v on v.id = h.volunteer_id
     where $3::uuid[] is null or v.id = any ($3::uuid[])
     group by u.session_id, u.revision, u.status, u.time_zone, u.day, u.morning_at, u.remind_at, v.id
), clocks as (
    -- Calendar days and wall clocks at the place, never a number of hours: right across both DST changes.
    select *, (day - 1 + remind_at) at time zone time_zone as evening,
           least((day + morning_at) at time zone time_zone, starts_at - interval '1 hour') as morning
      from attending
     where status = 'open' and state = 'coming'
), timed as (
    select session_id, revision, time_zone, prefix || 'day_before' as kind, recipient_kind, recipient, email, evening as due_at,
           case when remind_when = 'both' then morning else starts_at end as expires_at
      from clocks where remind_when in ('day_before', 'both')
    union all
    select session_id, revision, time_zone, prefix || 'morning', recipient_kind, recipient, email, morning, starts_at
      from clocks where remind_when in ('morning', 'both')
    union all
    select u.session_id, u.revision, u.time_zone, 'will_you_come', 'family', f.id, f.mail_to as email,
           (u.day - u.ask_days_before + u.ask_at) at time zone u.time_zone, u.starts_at
      from upcoming u
      join families f on f.place_id = u.place_id and f.ask_enabled and f.seen_at > $1::timestamptz - interval '200 days'
     where u.status = 'open' and u.ask_enabled and u.room and f.created_at < u.starts_at
       and ($3::uuid[] is null or f.id = any ($3::uuid[]))
       and not exists (select from answers a where a.session_id = u.session_id and a.family_id = f.id)
), told_of_changes as (
    select a.session_id, a.revision,
           a.prefix || case when a.status = 'cancelled' then 'cancelled'
                            when bool_or(c.kind = 'moved') then 'moved' else 'door' end as kind,
           a.recipient_kind, a.recipient, a.email, max(c.at) as due_at, a.starts_at as expires_at
      from attending a
      join session_changes c on c.session_id = a.session_id and c.at >= a.since
     where not exists (
               select from reminders r
                where r.about = a.session_id and r.recipient = a.recipient and r.state = 'sent'
                  and r.kind in (a.prefix || 'moved', a.prefix || 'cancelled', a.prefix || 'door')
                  and r.revision >= c.revision and r.revision < a.revision)
     group by a.session_id, a.revision, a.prefix, a.status, a.recipient_kind, a.recipient, a.email, a.starts_at
), said as (
    select n.*, s.status, case when n.kind = 'hands' then least(n.expires_at, s.starts_at) else n.expires_at end as over_at
      from announcements n
      left join sessions s on s.id = n.session_id
     where n.state = 'left' and n.kind in ('news', 'hands', 'thanks')
       and n.leaves_at <= $1::timestamptz and n.expires_at > $1::timestamptz - interval '7 days'
       and ($2::uuid[] is null or n.id = any ($2::uuid[]))
), hearers as (
    -- Those who were there when it left and are still meant. Who wants no reminders is not written to without need.
    select n.id, n.kind, n.leaves_at, n.over_at, 'family' as recipient_kind, f.id as recipient, f.mail_to as email
      from said n
      join families f on f.place_id = n.place_id and f.created_at <= n.leaves_at
     where n.audience = 'families' and (f.ask_enabled or f.remind_when <> 'none')
    union all
    select n.id, n.kind, n.leaves_at, n.over_at, 'family', f.id, f.mail_to as email
      from said n
      join answers a on a.session_id = n.session_id and a.state = 'coming' and a.created_at <= n.leaves_at
      join families f on f.id = a.family_id
     where n.audience = 'coming'
    union all
    select n.id, n.kind, n.leaves_at, n.over_at, 'volunteer', v.id, v.mail_to as email
      from said n
      join volunteers v on v.created_at <= n.leaves_at
     where case n.audience
           when 'on_shift' then exists (select from shifts sh join shift_hands h on h.shift_id = sh.id
                                         where sh.session_id = n.session_id and h.volunteer_id = v.id and h.taken_at <= n.leaves_at)
           when 'partner' then v.remind_when <> 'none' and v.partner_id = n.partner_id
           when 'volunteers' then v.remind_when <> 'none' and (v.place_id = n.place_id or exists (
                select from shift_hands h join shifts sh on sh.id = h.shift_id join sessions s on s.id = sh.session_id
                 where h.volunteer_id = v.id and s.place_id = n.place_id))
           else false end
       and (n.kind <> 'hands' or n.status = 'open' and shift_open_for(v.id, n.session_id))
), expected as (
    -- A new revision repeats a reminder only when it is for another day.
    select session_id as about, session_id, null::uuid as announcement_id, revision, kind, recipient_kind, recipient, email, due_at, expires_at
      from timed t
     where due_at <= $1::timestamptz and due_at < expires_at
       and not exists (
               select from reminders r
                where r.about = t.session_id and r.kind = t.kind and r.recipient = t.recipient
                  and r.state = 'sent' and r.revision < t.revision
                  and (r.due_at at time zone t.time_zone)::date = (t.due_at at time zone t.time_zone)::date)
    union all
    select session_id, session_id, null, revision, kind, recipient_kind, recipient, email, due_at, expires_at from told_of_changes
    union all
    select session_id, session_id, null, offer_no, 'seat_offer', recipient_kind, recipient, email, offered_at, least(offer_expires_at, starts_at)
      from attending
     where status = 'open' and state = 'offered'
    union all
    -- Who waits with more people than there is room for, told once for each capacity.
    select session_id, session_id, null, too_large_for, 'too_large', recipient_kind, recipient, email, $1::timestamptz, starts_at
      from attending
     where status = 'open' and too_large_for is not null and starts_at > $1::timestamptz
    union all
    select id, null, id, 0, kind, recipient_kind, recipient, email, leaves_at, over_at
      from hearers
     where $3::uuid[] is null or recipient = any ($3::uuid[])
)
