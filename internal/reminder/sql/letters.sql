-- Rows of the ledger with all that their text needs, as it is at this moment. Which rows, the caller adds with $4.
select r.id, r.session_id, r.announcement_id, r.about, r.shift_id, r.revision, r.kind, r.recipient_kind, r.recipient, r.channel, r.target, r.service, r.state, r.due_at,
       r.expires_at, r.climbs_at, r.next_try_at, r.attempts, r.lease, r.lease_until, r.settled_at, r.reason, r.created_at, $1::timestamptz as now, least(r.expires_at, coalesce(e.expires_at, r.expires_at)) as over_at,
       e.kind is not null or r.shift_id is not null and s.status = 'open' as expected,
       s.id as session, coalesce(s.starts_at, r.expires_at) as starts_at, s.moved_from, coalesce(s.reason, 'other') as cancelled_for, s.door_kind, s.door_name, s.door_floor,
       p.name as place_name, p.venue, p.street, p.postcode, p.town, p.latitude, p.longitude, p.time_zone,
       p.door_kind as usual_kind, p.door_name as usual_name, p.door_floor as usual_floor, p.lift,
       reader.lang, coalesce(f.discreet, v.discreet, false) as discreet,
       coalesce(f.mail_to, v.mail_to, case when r.recipient_kind = 'place' then p.organiser_email end) as email,
       r.channel = 'mail' and exists (
           select from reminders o
            where o.about = r.about and o.kind = r.kind and o.recipient = r.recipient and o.revision = r.revision
              and o.channel = 'push' and o.state = 'sent' and o.climbs_at is null) as pushed,
       coalesce(a.state, '') as answer, a.offer_expires_at,
       coalesce(late.task, sh.task, '') as task, coalesce(late.starts_at, sh.starts_at) as shift_starts_at,
       coalesce(greatest(late.needed - (select count(*) from shift_hands h where h.shift_id = late.id), 0), 0) as lacking,
       coalesce(ps.endpoint, '') as endpoint, coalesce(ps.p256dh, '') as p256dh, coalesce(ps.auth, '') as auth,
       coalesce(ps.vapid_key, '') as vapid_key,
       coalesce(w.reason, '') as changed_for, coalesce(own.text, '') as own_text, coalesce(own.lang, '') as own_lang,
       coalesce(own.machine, false) as own_machine
  from reminders r
  left join announcements n on n.id = r.announcement_id
  left join sessions s on s.id = coalesce(r.session_id, n.session_id)
  join places p on p.id = coalesce(n.place_id, s.place_id)
  left join expected e on e.about = r.about and e.kind = r.kind and e.recipient = r.recipient and e.revision = r.revision
  left join families f on r.recipient_kind = 'family' and f.id = r.recipient
  left join volunteers v on r.recipient_kind = 'volunteer' and v.id = r.recipient
  left join answers a on a.session_id = s.id and a.family_id = f.id
  left join lateral (
       select x.task, x.starts_at from shifts x
         join shift_hands h on h.shift_id = x.id and h.volunteer_id = v.id
        where x.session_id = s.id
        order by x.starts_at, x.task limit 1) sh on true
  left join shifts late on late.id = r.shift_id
  left join devices d on r.channel = 'push' and d.id = r.target
        and case r.recipient_kind when 'family' then d.family_id else d.volunteer_id end = r.recipient
  -- A phone speaks its own language, and mail that of its address.
 cross join lateral (
       select coalesce(case r.channel when 'push' then d.lang when 'mail' then f.mail_lang end, f.lang, v.lang, 'nb') as lang) reader
  left join push_subscriptions ps on ps.device_id = d.id
  -- An organiser's words about a change are those of the latest change of its kind, never older ones.
  left join announcements w on w.id = n.id or w.session_id = r.session_id and w.state = 'left' and r.kind in (w.kind, 'shift_' || w.kind)
        and w.revision = (select max(c.revision) from session_changes c
                           where c.session_id = r.session_id and c.kind = w.kind and c.revision <= r.revision)
  left join lateral (
       select t.text, t.lang, t.machine from announcement_texts t
        where t.announcement_id = w.id and t.lang in (reader.lang, 'nb')
        order by t.lang = 'nb' limit 1) own on true
