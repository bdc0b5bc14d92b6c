-- What was claimed under lease $4, with all that its text needs, as it is at this moment.
select r.id, r.session_id, r.revision, r.kind, r.recipient_kind, r.recipient, r.channel, r.target, r.service, r.state, r.due_at,
       r.expires_at, r.next_try_at, r.attempts, r.lease, r.lease_until, r.settled_at, r.reason, r.created_at, $1::timestamptz as now, least(r.expires_at, coalesce(e.expires_at, r.expires_at)) as over_at,
       e.kind is not null or r.kind = 'late_give_back' and s.status = 'open' as expected,
       s.starts_at, s.moved_from, coalesce(s.reason, 'other') as cancelled_for, s.door_kind, s.door_name, s.door_floor,
       p.name as place_name, p.venue, p.street, p.postcode, p.town, p.latitude, p.longitude, p.time_zone,
       p.door_kind as usual_kind, p.door_name as usual_name, p.door_floor as usual_floor, p.lift,
       coalesce(f.lang, v.lang, 'nb') as lang, coalesce(f.discreet, v.discreet, false) as discreet,
       coalesce(f.email, v.email, case when r.recipient_kind = 'place' then p.organiser_email end) as email,
       coalesce(a.state, '') as answer, a.offer_expires_at,
       coalesce(sh.task, '') as task, sh.starts_at as shift_starts_at,
       coalesce(ps.endpoint, '') as endpoint, coalesce(ps.p256dh, '') as p256dh, coalesce(ps.auth, '') as auth,
       coalesce(ps.vapid_key, '') as vapid_key
  from reminders r
  join sessions s on s.id = r.session_id
  join places p on p.id = s.place_id
  left join expected e on e.session_id = r.session_id and e.kind = r.kind and e.recipient = r.recipient and e.revision = r.revision
  left join families f on r.recipient_kind = 'family' and f.id = r.recipient
  left join volunteers v on r.recipient_kind = 'volunteer' and v.id = r.recipient
  left join answers a on a.session_id = r.session_id and a.family_id = f.id
  left join lateral (
       select x.task, x.starts_at from shifts x
         join shift_hands h on h.shift_id = x.id and h.volunteer_id = v.id
        where x.session_id = r.session_id
        order by x.starts_at, x.task limit 1) sh on true
  left join devices d on r.channel = 'push' and d.id = r.target
        and case r.recipient_kind when 'family' then d.family_id else d.volunteer_id end = r.recipient
  left join push_subscriptions ps on ps.device_id = d.id
 where r.lease = $4 and r.state = 'due'
 order by r.id
